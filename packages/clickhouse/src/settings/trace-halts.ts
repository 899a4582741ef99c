import type { Store } from "../store/store.ts";
import { type RecordOf, type VersionedTable, versionedTable } from "./versioned-table.ts";

const COLUMNS = {
  project: "text",
  trace_id: "text",
  /** "" for a halt that every key of the project sees. */
  tenant: "text",
  rule: "text",
  severity: "text",
  sentence: "text",
  first_span_id: "text",
  /** JSON array of span ids. */
  evidence_span_ids: "text",
  /** Decimal text, "" = not known. */
  spent_usd: "text",
  detected_at: "time",
  expires_at: "time",
  /** "observe" or "block". */
  action: "text",
} as const;

export type TraceHalt = RecordOf<typeof COLUMNS>;

/** What exporters are told about a trace: put halts (or reports) it, remove releases it. */
export function traceHalts(store: Store): VersionedTable<TraceHalt> {
  return versionedTable(store, { name: "trace_halts", key: ["project", "trace_id"], columns: COLUMNS });
}
