import type { LineReader } from "../package/line-reader.ts";
import { Failure } from "../report/failure.ts";

/** The disclosures of one record by field. */
export type Disclosures = Readonly<Record<string, string>>;

/** The openings of a log, which are sorted by record. */
export interface Openings {
  /** Those of record `index`; `undefined` when none are shown. Indices must grow from call to call. */
  readonly of: (index: number) => Disclosures | undefined | Promise<Disclosures | undefined>;
  /** Throws `Failure` when openings are left that belong to no record of the export. */
  readonly finish: () => Promise<void>;
}

interface Parsed {
  readonly i: number;
  readonly d: Disclosures;
}

export function createOpenings(reader: LineReader): Openings {
  let next: Parsed | undefined;

  const answer = (line: Buffer | undefined, index: number): Disclosures | undefined => {
    if (line === undefined) return undefined;
    next ??= parseOpening(line, reader.line());
    if (next.i > index) return undefined;
    if (next.i < index) throw stray(next.i);
    const { d } = next;
    next = undefined;
    reader.take();
    return d;
  };

  return {
    of: (index) => {
      const line = reader.peek();
      return line instanceof Promise ? line.then((read) => answer(read, index)) : answer(line, index);
    },
    finish: async () => {
      const line = await reader.peek();
      if (line !== undefined) throw stray((next ?? parseOpening(line, reader.line())).i);
    },
  };
}

export function parseOpening(line: Buffer, number: number): Parsed {
  try {
    const { i, d } = JSON.parse(line.toString("utf8")) as { readonly i?: unknown; readonly d?: unknown };
    const isOpening = typeof i === "number" && typeof d === "object" && d !== null;
    if (isOpening && Object.values(d).every((value) => typeof value === "string")) return { i, d: d as Disclosures };
  } catch {
    // Falls through to the sentence below.
  }
  throw new Failure("malformed_opening", `Line ${number} of the openings is not an opening.`);
}

function stray(index: number): Failure {
  return new Failure(
    "stray_opening",
    `There is an opening for record #${index}, which is not a record of the export at that place: it was added or moved.`,
  );
}
