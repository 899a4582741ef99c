export { readRecords, type RecordRange } from "./read/read-records.ts";
export type { StoredRecord, StoredSpan } from "./read/stored-record.ts";
export type { Problem, ProblemCode, Verification } from "./verify/verification.ts";
export { verifyLog, type VerifyOptions } from "./verify/verify-log.ts";
