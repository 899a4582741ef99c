export type { Attribution } from "./attribution/attribution.ts";
export { withAttribution, type BaggagePart, type WithAttributionOptions } from "./attribution/with-attribution.ts";
export { guardClient } from "./clients/guard-client.ts";
export { guardedFetch, type GuardedFetchOptions } from "./clients/guarded-fetch.ts";
export { guardMiddleware } from "./clients/guard-middleware.ts";
export type { ConnectionOptions } from "./connection.ts";
export type { ContentPlace, ContentPolicy, MaskContent } from "./content/content-policy.ts";
export {
  SpanledgerExporter,
  type OtlpExporterClass,
  type SpanledgerExporterOptions,
} from "./export/spanledger-exporter.ts";
export { SpanledgerProcessor, type SpanledgerProcessorOptions } from "./export/spanledger-processor.ts";
export { BudgetExceededError } from "./guard/budget-exceeded-error.ts";
export { createGuard } from "./guard/create-guard.ts";
export type { Finding } from "./guard/finding.ts";
export type { BudgetState } from "./guard/fleet/budget-state.ts";
export type { Admission, Guard, ModelCall } from "./guard/guard.ts";
export type { LoopLimits } from "@spanledger/guard";
export type { GuardOptions } from "./guard/guard-options.ts";
export { GuardUnavailableError } from "./guard/guard-unavailable-error.ts";
export type { LocalLimits, TraceLimits, UseLimits } from "./guard/limits/local-limits.ts";
export type { ModelPrice, ModelPrices } from "./guard/price/model-prices.ts";
export type { Usage } from "./guard/price/usage.ts";
export { type Refusal, refusalOf } from "./guard/refusal-of.ts";
export { RunawayHaltedError } from "./guard/runaway-halted-error.ts";
export { recordCacheHit, type CacheHit, type SavedCall } from "./record/record-cache-hit.ts";
export { recordReview, type Review, type ReviewDecision } from "./record/record-review.ts";
