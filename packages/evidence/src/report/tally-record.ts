import type { Entry } from "@spanledger/ledger";
import { tallyEvent } from "./tally-event.ts";
import { tallyFields } from "./tally-fields.ts";
import type { StoredRecord } from "./stored-record.ts";
import type { Tally } from "./tally.ts";

export interface SeenRecord {
  readonly record: StoredRecord;
  readonly entry: Entry;
}

/** A list that no report can print is cut here, and the report says so. */
const MAX_GROUPS = 10_000;

const LATENESS = [
  [60_000_000, "within a minute"],
  [3_600_000_000, "within an hour"],
  [86_400_000_000, "within a day"],
  [604_800_000_000, "within a week"],
] as const;

/** Adds one record of the system to the tally. */
export function tallyRecord(tally: Tally, seen: SeenRecord): void {
  const { record, entry } = seen;
  tally.records += 1;
  if (entry.late) tally.late += 1;
  for (const name in record.c) if (Object.hasOwn(record.c, name)) tally.committed += 1;
  count(tally.kinds, record.kind);
  count(tally.lateness, latenessOf(entry));
  tallyDay(tally, seen);
  if (record.kind === "observation") tallyObservation(tally, record);
  else tallyEvent(tally, record);
  tallyFields(tally.fields, record);
}

function tallyDay(tally: Tally, { record, entry }: SeenRecord): void {
  const day = dayOf(record.start_us);
  const counted = tally.days.get(day) ?? { records: 0, late: 0, errors: 0 };
  counted.records += 1;
  if (entry.late) counted.late += 1;
  if (record.status === "error") counted.errors += 1;
  tally.days.set(day, counted);
}

const DAY_US = 86_400_000_000;
let lastDay = { number: -1, text: "" };

/** Records of a day come one after the other: its name is made once. */
function dayOf(us: number): string {
  const number = Math.floor(us / DAY_US);
  if (number !== lastDay.number)
    lastDay = { number, text: new Date((number * DAY_US) / 1_000).toISOString().slice(0, 10) };
  return lastDay.text;
}

function tallyObservation(tally: Tally, record: StoredRecord): void {
  const { model, notice, oversight } = record;
  count(tally.status, record.status ?? "unknown");
  if (record.annex3 !== undefined) tally.annex3 ??= record.annex3;
  if (model !== undefined)
    count(tally.models, [model.prov, model.req, model.res].map((part) => part ?? "").join(" / "));
  if (record.sysv !== undefined) count(tally.versions, record.sysv);
  for (const { id, ver } of record.refdb ?? []) count(tally.references, `${id} ${ver ?? ""}`.trim());
  for (const risk of record.risk ?? []) count(tally.risks, risk);
  for (const { id, res } of record.guard ?? []) count(tally.guards, `${id}: ${res}`);
  if (notice?.method !== undefined) count(tally.notices, notice.method);
  if (oversight?.required === true) {
    tally.reviewsRequired += 1;
    if (oversight.state === "done") tally.reviewsDone += 1;
  }
}

function latenessOf({ loggedAtUs, endUs }: Entry): string {
  const lag = loggedAtUs - endUs;
  return LATENESS.find(([limit]) => lag <= limit)?.[1] ?? "later";
}

function count(groups: Map<string, number>, name: string): void {
  const known = groups.get(name);
  if (known !== undefined || groups.size < MAX_GROUPS) groups.set(name, (known ?? 0) + 1);
}
