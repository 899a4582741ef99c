export { createBudgetWatch } from "./budgets/create-budget-watch.ts";
export { findCrossing } from "./budgets/find-crossing.ts";
export { createIngest, type Ingest } from "./app.ts";
export { type IngestEnv, readIngestEnv } from "./env.ts";
export type { IngestOptions } from "./ingest-options.ts";
export { SpoolLockedError } from "./spool/errors.ts";
export { inspectSpool, type SegmentReport } from "./spool/inspect/inspect-spool.ts";
export { printSpool } from "./spool/inspect/print-spool.ts";
