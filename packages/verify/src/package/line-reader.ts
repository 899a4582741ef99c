import { Failure } from "../report/failure.ts";

/** Lines of a file one after the other, without copying more than one chunk; `undefined` after the last. */
export interface LineReader {
  /** The line that is next, again and again until `take`. A promise only when a chunk must be read first. */
  readonly peek: () => Buffer | undefined | Promise<Buffer | undefined>;
  readonly take: () => void;
  /** Number of the line that is next, from 1. */
  readonly line: () => number;
}

const NEWLINE = 10;

/** Reads lines of at most `maxBytes`; a longer one is a failure that names the file. */
export function createLineReader(
  chunks: AsyncIterable<Buffer>,
  { name, maxBytes }: { readonly name: string; readonly maxBytes: number },
): LineReader {
  const source = chunks[Symbol.asyncIterator]();
  let buffer = Buffer.alloc(0);
  let at = 0;
  let number = 1;
  let ended = false;
  let next: Buffer | undefined;

  const find = (): boolean => {
    const end = buffer.indexOf(NEWLINE, at);
    if (end === -1) return false;
    next = buffer.subarray(at, end);
    at = end + 1;
    return true;
  };
  const fill = async (): Promise<Buffer | undefined> => {
    while (!ended && !find()) {
      if (buffer.length - at > maxBytes) throw new Failure("long_line", `Line ${number} of ${name} is too long.`);
      const { done, value } = await source.next();
      if (done !== true) {
        buffer = Buffer.concat([buffer.subarray(at), value]);
        at = 0;
        continue;
      }
      ended = true;
      if (at < buffer.length) next = buffer.subarray(at);
    }
    return next;
  };

  return {
    peek: () => {
      if (next !== undefined) return next;
      if (ended) return undefined;
      return find() ? next : fill();
    },
    take: () => {
      next = undefined;
      number += 1;
    },
    line: () => number,
  };
}

/** The lines of a file that an export may leave out. */
export function noLines(): LineReader {
  return { peek: () => undefined, take: () => undefined, line: () => 1 };
}
