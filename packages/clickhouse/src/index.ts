export { DatabaseTooNewError } from "./errors/database-too-new-error.ts";
export { QueryError } from "./errors/query-error.ts";
export { QueryTimeoutError } from "./errors/query-timeout-error.ts";
export { StoreLockedError } from "./errors/store-locked-error.ts";
export { StoreUnavailableError } from "./errors/store-unavailable-error.ts";
export { UnsupportedPlatformError } from "./errors/unsupported-platform-error.ts";
export { migrate, type MigrateOptions } from "./migrate/migrate.ts";
export type { AdjustmentRow } from "./rows/adjustment-row.ts";
export type { Column } from "./rows/column.ts";
export { EMPTY_SPAN_ROW } from "./rows/empty-span-row.ts";
export { encodeAdjustmentRows, encodeSpanContentRows, encodeSpanRows, withRowWriter } from "./rows/encode-rows.ts";
export { BILLING_STATE_CODES, ROLE_CODES, SPAN_STATUS_CODES } from "./rows/enum-codes.ts";
export { createLedgerEntryEncoder, LEDGER_ENTRY_COLUMNS } from "./rows/encode-ledger-entry-rows.ts";
export type { LedgerEntryRow } from "./rows/ledger-entry-row.ts";
export { RowBinaryWriter } from "./rows/row-binary-writer.ts";
export { ROW_TABLES, type RowTable } from "./rows/row-tables.ts";
export type { SpanContentRow } from "./rows/span-content-row.ts";
export type { SpanRow } from "./rows/span-row.ts";
export { createStore, type StoreOptions } from "./store/create-store.ts";
export { FILE_FORMAT_NAMES, type FileFormat } from "./store/file-format.ts";
export type {
  FileQuery,
  LoadRequest,
  LoadSource,
  Parameters,
  ParameterValue,
  ProjectReader,
  Store,
  StoreQuery,
} from "./store/store.ts";
export {
  type EvidenceExport,
  evidenceExports,
  type EvidenceExports,
  type ExportState,
} from "./exports/evidence-exports.ts";
export { findLogEvents, type LogEvent } from "./exports/find-log-events.ts";
export { findLogRanges, type LogRange, type SignedState } from "./exports/find-log-ranges.ts";
export { listLogs, type LogState, type LogVerification } from "./exports/list-logs.ts";
export { type LogFacts, logFacts } from "./exports/log-facts.ts";
export { type PeriodRecord, readRecordsOfPeriod, type RecordsQuery } from "./exports/read-records-of-period.ts";
export {
  costByDimension,
  type CostByDimension,
  CostByDimensionParams,
  type CostRow,
} from "./queries/cost-by-dimension.ts";
export {
  type BucketCost,
  type CostChange,
  costChanges,
  CostChangesParams,
  type CostParts,
} from "./queries/cost-changes.ts";
export { spendOverTime, type SpendOverTime, SpendOverTimeParams, type UsageSeries } from "./queries/spend-over-time.ts";
export { totals, type Totals, TotalsParams } from "./queries/totals.ts";
export { addUsage } from "./registry/add-usage.ts";
export { bucketStarts } from "./registry/bucket-starts.ts";
export type { CacheGain } from "./registry/cache-gain.ts";
export { DayRates } from "./registry/day-rates.ts";
export { type Dimension, DIMENSIONS, DimensionSchema, type NamedDimension } from "./registry/dimensions.ts";
export { formatPicoUsd } from "./registry/format-pico-usd.ts";
export { type Interval, INTERVAL_NAMES, INTERVALS } from "./registry/intervals.ts";
export { type Measure, MEASURE_NAMES, MEASURES } from "./registry/measures.ts";
export { parsePicoUsd } from "./registry/parse-pico-usd.ts";
export { TimeRange } from "./registry/time-range.ts";
export type { Usage } from "./registry/usage.ts";
export { UsageFilter } from "./registry/usage-filter.ts";
export { UsageQuestion } from "./registry/usage-source.ts";
export { acquireLease, type LeaseRequest } from "./settings/acquire-lease.ts";
export { type AlertRuleRecord, alertRules } from "./settings/alert-rules.ts";
export { type ApiKey, apiKeys } from "./settings/api-keys.ts";
export { type BudgetRecord, budgets } from "./settings/budgets.ts";
export { type ChannelSecret, channelSecrets } from "./settings/channel-secrets.ts";
export { type ChannelRecord, channels } from "./settings/channels.ts";
export { createApiKey, type NewApiKey } from "./settings/create-api-key.ts";
export { type CurrencyRate, currencyRates } from "./settings/currency-rates.ts";
export { CONTENT_FIELDS, type ContentField } from "./evidence/content-fields.ts";
export { committedValue } from "./evidence/committed-value.ts";
export { parseSalts } from "./evidence/parse-salts.ts";
export { findKeyBySha256 } from "./settings/find-key-by-sha256.ts";
export { hashKey } from "./settings/hash-key.ts";
export { type LedgerSettings, ledgerSettings } from "./settings/ledger-settings.ts";
export { type RetentionSettings, retentionSettings } from "./settings/retention-settings.ts";
export { type ModelAlias, modelAliases } from "./settings/model-aliases.ts";
export { type GuardSetting, guardSettings } from "./settings/guard-limits.ts";
export { type PriceOverride, priceOverrides } from "./settings/price-overrides.ts";
export { type Project, projects } from "./settings/projects.ts";
export { type DatedRate, dayOf, ratesByDay } from "./settings/rates-by-day.ts";
export { revokeApiKey } from "./settings/revoke-api-key.ts";
export { type HaltOutcome, haltTrace, type TraceHaltRequest } from "./settings/halt-trace.ts";
export { releaseTrace } from "./settings/release-trace.ts";
export { type Runaway, runaways } from "./settings/runaways.ts";
export { type TraceHalt, traceHalts } from "./settings/trace-halts.ts";
export { toAliasEntry } from "./settings/to-alias-entry.ts";
export { toPriceEntry } from "./settings/to-price-entry.ts";
export type { Change, Version, VersionedTable } from "./settings/versioned-table.ts";
export { type CostColumns, costColumns } from "./ledger/cost-columns.ts";
export { type LedgerCall, ledgerCallOf, type SettleCall, usageOfState } from "./ledger/ledger-call-of.ts";
export { type CurrentState, currentState, type LedgerState } from "./ledger/ledger-state.ts";
export { reviseRow, type RevisionRequest } from "./ledger/revise-row.ts";
export { decodeUsage, encodeUsageDetail } from "./ledger/usage-detail.ts";
export {
  type LedgerAdjustment,
  ledgerAdjustmentsOf,
  type LedgerRow,
  ledgerRowsOfRange,
  ledgerRowsOfTraces,
  ledgerRowsReceivedSince,
} from "./queries/ledger-rows.ts";
export type { CallCost, CallRecord, CallTokens } from "./calls/call-record.ts";
export { CallPosition, type CallSelection } from "./calls/call-selection.ts";
export { CallSearch } from "./calls/call-search.ts";
export { attributeKeys } from "./queries/attribute-keys.ts";
export { callsSince, type CallsSince, TailPosition } from "./queries/calls-since.ts";
export { cacheGains, type CacheGainRow, CacheGainsParams } from "./queries/cache-gains.ts";
export {
  type CacheLifetime,
  cacheLifetimes,
  type CacheLifetimes,
  CacheLifetimesParams,
} from "./queries/cache-lifetimes.ts";
export { cacheOverTime, CacheOverTimeParams } from "./queries/cache-over-time.ts";
export { dataQuality, type DataQuality, DataQualityParams, type QualityFinding } from "./queries/data-quality.ts";
export { dimensionValues, type DimensionValue, DimensionValuesParams } from "./queries/dimension-values.ts";
export { type FailureCode, failures, FailuresParams } from "./queries/failures.ts";
export { exportCalls, ExportCallsParams } from "./queries/export-calls.ts";
export { exportFocus, ExportFocusParams } from "./queries/export-focus.ts";
export { exportUsage, ExportUsageParams } from "./queries/export-usage.ts";
export { firstSpanSeen } from "./queries/first-span-seen.ts";
export {
  type ForeignCacheHit,
  foreignCacheHits,
  type ForeignCacheHits,
  ForeignCacheHitsParams,
} from "./queries/foreign-cache-hits.ts";
export { getSpanContent, GetSpanContentParams, type SpanContent } from "./queries/get-span-content.ts";
export { getTrace, GetTraceParams, type HistoryEntry, type Trace, type TraceSpan } from "./queries/get-trace.ts";
export { getTraceSize } from "./queries/get-trace-size.ts";
export { getTraceTree, type TraceTree, type TreeCall } from "./queries/get-trace-tree.ts";
export { getSession, type SessionTrace } from "./queries/get-session.ts";
export { listSessions, type SessionRow } from "./queries/list-sessions.ts";
export { type ContentHit, searchContent } from "./queries/search-content.ts";
export { traceTurns } from "./queries/trace-turns.ts";
export { latency, type Latency, LatencyParams, type Percentiles } from "./queries/latency.ts";
export {
  latencyByDimension,
  type LatencyByDimension,
  LatencyByDimensionParams,
  type LatencyRow,
} from "./queries/latency-by-dimension.ts";
export { type LatencyBucket, latencyOverTime, LatencyOverTimeParams } from "./queries/latency-over-time.ts";
export { type KeyLatency, latencyByKeys, LatencyByKeysParams } from "./queries/latency-by-keys.ts";
export { type CallPage, listCalls, ListCallsParams } from "./queries/list-calls.ts";
export { oldestSpan } from "./queries/oldest-span.ts";
export { projectActivity, type ProjectActivity } from "./queries/project-activity.ts";
export { nearDuplicatePrompts, NearDuplicatePromptsParams } from "./queries/near-duplicate-prompts.ts";
export { type RepeatedPrompt, repeatedPrompts, RepeatedPromptsParams } from "./queries/repeated-prompts.ts";
export { type Retries, retries, RetriesParams, type RetryRate } from "./queries/retries.ts";
export { slowestCalls, SlowestCallsParams } from "./queries/slowest-calls.ts";
export { type ActiveHalt, activeHalts } from "./queries/runaways/active-halts.ts";
export { type GuardRow, guardRowsOfTraces, guardRowsReceivedSince } from "./queries/runaways/guard-rows.ts";
export { usualTraceCosts } from "./queries/runaways/usual-trace-costs.ts";
export { type LongTraces, longTraces, LongTracesParams } from "./queries/runaways/long-traces.ts";
export {
  OPEN_FOR_MS,
  type OpenTrace,
  openTraces,
  type OpenTraces,
  OpenTracesParams,
} from "./queries/runaways/open-traces.ts";
export { quietRunaways } from "./queries/runaways/quiet-runaways.ts";
export { type TraceSpend, traceSpends, TraceSpendsParams } from "./queries/runaways/trace-spends.ts";
export { spreadTraces } from "./queries/runaways/spread-traces.ts";
export { listRunaways, ListRunawaysParams, type RunawayRow } from "./queries/runaways/list-runaways.ts";
export { type StablePrefix, stablePrefixes, StablePrefixesParams } from "./queries/stable-prefixes.ts";
export { type StoppedCache, stoppedCaches, StoppedCachesParams } from "./queries/stopped-caches.ts";
export type { QualityCheck } from "./queries/quality-checks.ts";
export {
  SETTING_HISTORY_KINDS,
  type SettingChange,
  type SettingHistoryKind,
  settingsHistory,
  type SettingsHistoryQuestion,
} from "./queries/settings-history.ts";
export { spendByKeys, type SpendRow } from "./queries/spend-by-keys.ts";
export { type UnpricedModel, unpricedModels, UnpricedModelsParams } from "./queries/unpriced-models.ts";
export {
  createRepricer,
  type RepricePreview,
  type Repricer,
  type RepricerOptions,
  type RepriceSelection,
} from "./queries/reprice-range.ts";
export type { AlertEvent } from "./alerts/alert-event.ts";
export { alertEventIds } from "./alerts/alert-event-ids.ts";
export { alertEventsById } from "./alerts/alert-events-by-id.ts";
export { countAlertEvents } from "./alerts/count-alert-events.ts";
export type { Delivery } from "./alerts/delivery.ts";
export { insertAlertEvents } from "./alerts/insert-alert-events.ts";
export { listAlertEvents, ListAlertEventsParams } from "./alerts/list-alert-events.ts";
export { listDeliveries, ListDeliveriesParams } from "./alerts/list-deliveries.ts";
export { newestAlertEvents } from "./alerts/newest-alert-events.ts";
export { pendingDeliveries } from "./alerts/pending-deliveries.ts";
export { putDeliveries } from "./alerts/put-deliveries.ts";
export { replayDelivery } from "./alerts/replay-delivery.ts";
export { requestTestAlert } from "./alerts/request-test-alert.ts";
export { standingAlerts } from "./alerts/standing-alerts.ts";
export { unsentAlertEvents } from "./alerts/unsent-alert-events.ts";
