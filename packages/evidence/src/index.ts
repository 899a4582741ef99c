export { EvidenceError, type EvidenceErrorCode } from "./evidence-error.ts";
export { type Duty, LAW, type LawTable } from "./law/law-table.ts";
export type {
  ErasureLine,
  ExportLog,
  LedgerRow,
  OpeningLine,
  LogKey,
  StampedCheckpoint,
  StoredCheckpoint,
} from "./log/export-log.ts";
export {
  type ExportOptions,
  type ExportRequest,
  type Purpose,
  PURPOSES,
  REDACTION_PROFILES,
  type RedactionProfile,
} from "./package/export-request.ts";
export { writeExport, type WrittenExport } from "./package/write-export.ts";
export { buildReport } from "./report/build-report.ts";
export { createTally } from "./report/create-tally.ts";
export { type DutyVerdict, judgeDuty } from "./report/judge-duty.ts";
export type { ReportFacts } from "./report/report-facts.ts";
export type { Cell, DutyState, Figure, Ratio, Report, Section, Table } from "./report/report.ts";
