import type { LogKey } from "../log/export-log.ts";
import type { Ratio } from "./report.ts";

export interface LogFact {
  readonly origin: string;
  readonly start: number;
  readonly end: number;
  readonly latest: number;
  readonly entries: number;
  readonly inScope: number;
  readonly outOfScope: number;
  readonly late: number;
  /** Root at `end`, base64. */
  readonly root: string;
  readonly keys: readonly LogKey[];
}

/** What the report says beside the records: who asked for what, and what the log's operator knows. */
export interface ReportFacts {
  readonly project: string;
  readonly system: string;
  readonly role: string;
  readonly purpose: string;
  readonly requestedBy: string;
  /** UTC milliseconds. */
  readonly createdAtMs: number;
  readonly from: string;
  readonly to: string;
  readonly latenessDays: number;
  readonly logs: readonly LogFact[];
  /** Days of the period with at least one record, out of all its days up to now. */
  readonly days: Ratio;
  /** Days that the oldest record of the logs goes back. */
  readonly keptDays: number;
  readonly retentionFloorDays: number;
  readonly exportsBefore: number;
  readonly openings: { readonly disclosed: number; readonly erased: number; readonly withheld: number };
  readonly holds: readonly string[];
  readonly erasures: number;
}
