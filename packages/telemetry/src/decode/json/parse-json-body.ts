import { DecodeError } from "../decode-error.ts";
import type { DecodeLimits } from "../decode-limits.ts";
import { type Range, scanJson } from "./scan-json.ts";

/** An attribute in JSON is two objects (the KeyValue and its AnyValue), a record about four. */
const CONTAINERS_PER_VALUE = 2;
const CONTAINERS_PER_RECORD = 4;
const QUOTE = 0x22;

/** A smaller body cannot take much memory however it is written. */
const SCAN_ABOVE_BYTES = 1_048_576;

/**
 * Parses a JSON body. With `exact`, integers that a double cannot hold come back as strings of their digits, which
 * OTLP JSON takes wherever it takes a number; few senders need that, and looking for them costs a third of the time.
 * @throws DecodeError when it is no JSON, nests too deep or holds too much
 */
export function parseJsonBody(body: Uint8Array, limits: DecodeLimits, exact: boolean): unknown {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const maxContainers = CONTAINERS_PER_VALUE * limits.values + CONTAINERS_PER_RECORD * limits.records;
  const longIntegers = exact || bytes.length > SCAN_ABOVE_BYTES ? scanJson(bytes, maxContainers) : [];
  const text = (exact ? quoteIntegers(bytes, longIntegers) : bytes).toString("utf8");
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch (fault) {
    throw new DecodeError("malformed", `The body is not valid JSON${place(fault)}: send OTLP JSON in UTF-8.`);
  }
}

function quoteIntegers(bytes: Buffer, integers: readonly Range[]): Buffer {
  if (integers.length === 0) return bytes;
  const quoted = Buffer.allocUnsafe(bytes.length + 2 * integers.length);
  let done = 0;
  let at = 0;
  for (const { from, to } of integers) {
    at += bytes.copy(quoted, at, done, from);
    quoted[at] = QUOTE;
    at += 1 + bytes.copy(quoted, at + 1, from, to);
    quoted[at] = QUOTE;
    at += 1;
    done = to;
  }
  bytes.copy(quoted, at, done);
  return quoted;
}

/** V8's message quotes the text around the fault, which may be a prompt: only the position is passed on, and no cause. */
function place(fault: unknown): string {
  const position = fault instanceof Error ? /at position (\d+)/.exec(fault.message)?.[1] : undefined;
  return position === undefined ? "" : ` (at position ${position})`;
}
