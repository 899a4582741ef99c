import type { Store } from "@spanledger/clickhouse";
import { LAW } from "@spanledger/evidence";
import { appendRecord, findObservation, type NewRecord, RecordError } from "@spanledger/evidence-store";
import type { RecordInput } from "./record-input.ts";

export interface RecordOrder {
  readonly store: Store;
  readonly projectId: string;
  readonly input: RecordInput;
  /** Id of the key, or "local". */
  readonly changedBy: string;
  readonly nowMs: number;
}

const DAY_US = 86_400_000_000;

/** Hands a record of a page or of the API to the log; gives its id. @throws RecordError when the schema refuses it */
export async function addRecord(order: RecordOrder): Promise<string> {
  const { store, projectId, input, changedBy, nowMs } = order;
  const record = input.kind === "oversight" ? await oversightRecord(order, input) : toRecord(input, nowMs);
  return appendRecord(store, projectId, { record, changedBy, nowMs });
}

type Oversight = Extract<RecordInput, { kind: "oversight" }>;

/** People know the trace that they looked at, not its place in the log. */
async function oversightRecord({ store, projectId, nowMs }: RecordOrder, input: Oversight): Promise<NewRecord> {
  const { trace, span, d } = input;
  const found =
    d.target === undefined && trace !== undefined
      ? await findObservation(store.project(projectId), { trace, span })
      : undefined;
  const target = d.target ?? (found && { i: found.index });
  if (target === undefined) {
    throw new RecordError(
      trace === undefined
        ? "Say what was looked at: “trace” or “d.target.i”, the index of its record."
        : "No record of this trace is in the log. Look at its id; a new trace takes a few seconds.",
    );
  }
  const note = input.note === undefined ? {} : { reviewer_note: input.note };
  const content = { reviewer_ref: input.reviewer, ...note };
  return { ...baseOf(input, nowMs), kind: "oversight", d: { ...defined(d), target: defined(target) }, content };
}

function baseOf({ system, system_version: sysv, at, trace, span }: RecordInput, nowMs: number) {
  return {
    sys: system,
    start_us: (at === undefined ? nowMs : Date.parse(at)) * 1_000,
    ...(sysv === undefined ? {} : { sysv }),
    ...(trace === undefined ? {} : { trace }),
    ...(span === undefined ? {} : { span }),
  };
}

function toRecord(input: Exclude<RecordInput, Oversight>, nowMs: number): NewRecord {
  const base = baseOf(input, nowMs);
  switch (input.kind) {
    case "incident": {
      const due = input.d.due_us ?? incidentDueUs(input.d);
      return { ...base, kind: "incident", d: { ...defined(input.d), ...(due === null ? {} : { due_us: due }) } };
    }
    case "change":
      return { ...base, kind: "change", d: defined(input.d) };
    case "evaluation":
      return { ...base, kind: "evaluation", d: defined(input.d) };
    case "risk":
      return { ...base, kind: "risk", risk: input.risk };
    case "notice":
      return { ...base, kind: "notice", notice: defined(input.notice) };
  }
}

/** When an incident must be reported at the latest, Article 73 by the table of the law; null when it need not. */
function incidentDueUs(d: { readonly class: string; readonly aware_us: number }): number | null {
  if (d.class === "near_miss") return null;
  return d.aware_us + (LAW.incidentDays[d.class] ?? LAW.incidentDays.default) * DAY_US;
}

type Defined<T> = { readonly [Key in keyof T]: Exclude<T[Key], undefined> };

/** Without the keys that zod may set to undefined. */
function defined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Defined<T>;
}
