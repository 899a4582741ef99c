export { DatabaseTooNewError } from "./errors/database-too-new-error.ts";
export { QueryError } from "./errors/query-error.ts";
export { QueryTimeoutError } from "./errors/query-timeout-error.ts";
export { StoreLockedError } from "./errors/store-locked-error.ts";
export { StoreUnavailableError } from "./errors/store-unavailable-error.ts";
export { UnsupportedPlatformError } from "./errors/unsupported-platform-error.ts";
export { migrate, type MigrateOptions } from "./migrate/migrate.ts";
export type { AdjustmentRow } from "./rows/adjustment-row.ts";
export type { Column } from "./rows/column.ts";
export { encodeAdjustmentRows, encodeSpanContentRows, encodeSpanRows } from "./rows/encode-rows.ts";
export { ROW_TABLES, type RowTable } from "./rows/row-tables.ts";
export type { SpanContentRow } from "./rows/span-content-row.ts";
export type { SpanRow } from "./rows/span-row.ts";
export { createStore, type StoreOptions } from "./store/create-store.ts";
export type {
  LoadRequest,
  LoadSource,
  Parameters,
  ParameterValue,
  ProjectReader,
  Store,
  StoreQuery,
} from "./store/store.ts";
