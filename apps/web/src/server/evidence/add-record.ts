import type { Store } from "@spanledger/clickhouse";
import { LAW } from "@spanledger/evidence";
import { appendRecord, type NewRecord } from "@spanledger/evidence-store";
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
export function addRecord({ store, projectId, input, changedBy, nowMs }: RecordOrder): Promise<string> {
  return appendRecord(store, projectId, { record: toRecord(input, nowMs), changedBy, nowMs });
}

function toRecord(input: RecordInput, nowMs: number): NewRecord {
  const { system, system_version: sysv, at, trace, span } = input;
  const base = {
    sys: system,
    start_us: (at === undefined ? nowMs : Date.parse(at)) * 1_000,
    ...(sysv === undefined ? {} : { sysv }),
    ...(trace === undefined ? {} : { trace }),
    ...(span === undefined ? {} : { span }),
  };
  switch (input.kind) {
    case "oversight": {
      const note = input.note === undefined ? {} : { reviewer_note: input.note };
      const d = defined(input.d);
      const target = defined(d.target);
      return { ...base, kind: "oversight", d: { ...d, target }, content: { reviewer_ref: input.reviewer, ...note } };
    }
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
