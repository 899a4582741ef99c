import { checkRecord, decodeTargets, type Entry, openDisclosure, opensField, scopeTag } from "@spanledger/ledger";
import { Failure } from "../report/failure.ts";
import type { ErasureEvent } from "./coverage.ts";

/** The parts of a body that the checks need, after its hash has been found in the entry. */
export interface RecordLine {
  readonly kind: string;
  readonly sys: string;
  readonly startUs: number;
  readonly endUs: number;
  readonly commitments: Readonly<Record<string, string>>;
  readonly act: string | undefined;
  readonly parsed: unknown;
}

/** Reads a body and checks it against the record schema. Throws `Failure` naming the record. */
export function readRecord(line: Buffer | string, index: number): RecordLine {
  let parsed: Readonly<Record<string, unknown>>;
  try {
    parsed = JSON.parse(line.toString("utf8")) as Readonly<Record<string, unknown>>;
  } catch {
    throw new Failure("malformed_record", `Record #${index} is not JSON.`);
  }
  const problem = checkRecord(parsed);
  if (problem !== undefined) {
    throw new Failure("schema", `Record #${index} breaks the record schema: ${problem}.`);
  }
  const data = parsed["d"] as Readonly<Record<string, unknown>> | undefined;
  const act = data?.["act"];
  return {
    kind: String(parsed["kind"]),
    sys: String(parsed["sys"]),
    startUs: Number(parsed["start_us"]),
    endUs: Number(parsed["end_us"]),
    commitments: parsed["c"] as Readonly<Record<string, string>>,
    act: typeof act === "string" ? act : undefined,
    parsed,
  };
}

/** Compares a body with the header of its entry. Throws `Failure` naming the field that differs. */
export function matchHeader(record: RecordLine, entry: Entry, project: string): void {
  const differs =
    (record.kind !== entry.kind && "kind") ||
    (record.startUs !== entry.startUs && "start") ||
    (record.endUs !== entry.endUs && "end") ||
    (!scopeTag(project, record.sys).equals(entry.scope) && "system");
  if (differs === false) return;
  throw new Failure("header_differs", `Entry #${entry.index} was changed: its ${differs} is not that of its record.`);
}

/** Opens one commitment. Throws `Failure` when the disclosure is not the one that was committed to. */
export function openField(
  { commitments }: RecordLine,
  { index, name, disclosure }: { readonly index: number; readonly name: string; readonly disclosure: string },
): ReturnType<typeof openDisclosure> & { status: "disclosed" } {
  const digest = Object.hasOwn(commitments, name) ? commitments[name] : undefined;
  if (digest === undefined) {
    throw new Failure(
      "uncommitted",
      `An opening gives record #${index} the field ${name}, which it never committed to.`,
    );
  }
  const opened = openDisclosure({ name, digest, disclosure });
  if (opened.status === "disclosed") return opened;
  const why = opened.status === "malformed" ? opened.reason : "its hash is not the committed one";
  throw new Failure(
    "opening_differs",
    `The content shown as ${name} of record #${index} is not what was logged: it was edited or belongs to another record (${why}).`,
  );
}

/** The same for a field whose value nobody asks for. */
export function checkField(
  record: RecordLine,
  opening: { readonly index: number; readonly name: string; readonly disclosure: string },
): void {
  const { name, disclosure } = opening;
  const digest = Object.hasOwn(record.commitments, name) ? record.commitments[name] : undefined;
  // What is written in another way than usual is looked at as a whole.
  if (digest === undefined || !opensField({ name, digest, disclosure })) openField(record, opening);
}

/** The erasure that a kind-8 record with an opened `targets` stands for; `undefined` for any other record. */
export function erasureEvent(
  record: RecordLine,
  index: number,
  targets: ReturnType<typeof openField>,
): ErasureEvent | undefined {
  if (record.kind !== "erasure" || record.act === undefined) return undefined;
  const decoded = decodeTargets(targets.value);
  if (decoded === undefined) throw new Failure("malformed_targets", `The erasure #${index} does not name its targets.`);
  return { index, act: record.act, targets: decoded };
}
