import type { Store } from "../store/store.ts";
import { type RecordOf, type VersionedTable, versionedTable } from "./versioned-table.ts";

const COLUMNS = {
  project: "text",
  /** 32 lower-case hex digits. */
  trace_id: "text",
  /** A rule's name, or "manual" for a trace that somebody halted without a finding. */
  rule: "text",
  /** "warning" or "critical". */
  severity: "text",
  sentence: "text",
  first_span_id: "text",
  /** JSON array of span ids. */
  evidence_span_ids: "text",
  feature: "text",
  tenant: "text",
  agent: "text",
  /** Decimal text in USD, "" = not known; this and avoided_usd. */
  spent_usd: "text",
  avoided_usd: "text",
  detected_at: "time",
  /** "watching", "alerted", "halted", "released" or "resolved". */
  state: "text",
} as const;

export type Runaway = RecordOf<typeof COLUMNS>;

/** What was found of runaway agents: one record per trace and rule, with its history. */
export function runaways(store: Store): VersionedTable<Runaway> {
  return versionedTable(store, { name: "runaways", key: ["project", "trace_id", "rule"], columns: COLUMNS });
}
