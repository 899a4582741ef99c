import type { ErasureTarget } from "@spanledger/ledger";
import type { ExportPackage } from "../package/export-package.ts";
import { createLineReader } from "../package/line-reader.ts";
import { Failure } from "../report/failure.ts";

/** What `erasures.jsonl` says is gone. It counts only once events in the log confirm it. */
export interface ErasureClaims {
  /** Runs of records that were erased as a whole, sorted. */
  readonly bodies: readonly ErasureTarget[];
  /** Indices of the records that are named as erasures. */
  readonly events: ReadonlySet<number>;
}

interface ErasureClaim {
  readonly first: number;
  readonly last: number;
  readonly body: boolean;
  readonly event: number;
}

const MAX_LINE_BYTES = 1024 * 1024;

/** Reads `{"i":250,"fields":[…],"event":880}` and `{"first":5,"last":9,"body":true,"event":880}`, one a line. */
export async function readClaims(files: ExportPackage, name: string): Promise<ErasureClaims> {
  const bodies: ErasureTarget[] = [];
  const events = new Set<number>();
  if (!files.has(name)) return { bodies, events };
  const reader = createLineReader(files.open(name), { name, maxBytes: MAX_LINE_BYTES });
  for (let line = await reader.peek(); line !== undefined; line = await reader.peek()) {
    const claim = parseClaim(line);
    if (claim === undefined)
      throw new Failure("malformed_erasures", `Line ${reader.line()} of ${name} is not an erasure.`);
    if (claim.body) bodies.push({ first: claim.first, last: claim.last });
    events.add(claim.event);
    reader.take();
  }
  return { bodies: bodies.sort((left, right) => left.first - right.first), events };
}

function parseClaim(line: Buffer): ErasureClaim | undefined {
  let parsed: Readonly<Record<string, unknown>>;
  try {
    parsed = JSON.parse(line.toString("utf8")) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
  const { i, first = i, last = i, event, fields, body = false } = parsed;
  if (typeof first !== "number" || typeof last !== "number" || typeof event !== "number") return undefined;
  if (typeof body !== "boolean") return undefined;
  if (fields !== undefined && !Array.isArray(fields)) return undefined;
  return { first, last, event, body };
}
