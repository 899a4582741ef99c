export { AttributeList } from "./attribute-list.ts";
export type { AttributeValue, Attributes, LogRecord, Resource, Scope, Span, SpanEvent, StatusCode } from "./span.ts";
export type {
  Call,
  Content,
  Dimensions,
  Identity,
  ModalityTokens,
  OpClass,
  ReportedCost,
  Role,
  TokenBuckets,
  Usage,
} from "./call.ts";
export type { CostBreakdown, PricedCall, PriceReference, Pricing, UnpricedReason } from "./priced.ts";
export type { BillingState, Booking } from "./booking.ts";
export { countMetricPoints } from "./decode/count-metric-points.ts";
export { DecodeError, type DecodeErrorCode } from "./decode/decode-error.ts";
export { DEFAULT_DECODE_LIMITS, type DecodeLimits } from "./decode/decode-limits.ts";
export { decodeLogs } from "./decode/decode-logs.ts";
export type { DecodedLogs, DecodedTraces, Encoding, Rejected } from "./decode/decode-result.ts";
export { decodeTraces } from "./decode/decode-traces.ts";
export { encodeExportResponse, type Signal } from "./decode/encode-export-response.ts";
export { encodeStatus } from "./decode/encode-status.ts";
export { REJECT_SENTENCES, type RejectReason } from "./decode/reject-reason.ts";
export { createPriceBook, type PriceBook, type PriceBookOptions } from "./price/price-book.ts";
export type { PriceSubject, PriceTimeline } from "./price/price-timeline.ts";
export type { EntryRates, ModelAlias, PriceEntry, PriceOverride } from "./price/price-entry.ts";
export { priceCall, type PriceInput } from "./price/price-call.ts";
export { describePrice } from "./price/describe-price.ts";
export { PriceFormatError } from "./price/rate.ts";
export { checkPriceOverride } from "./price/check-price-override.ts";
export { listCatalogue, type CataloguePage, type CatalogueQuery, type CatalogueRow } from "./price/list-catalogue.ts";
export { convertUsd, type Converted } from "./price/currency/convert-usd.ts";
export { exchangeRates, type DatedRate, type ExchangeRates } from "./price/currency/exchange-rates.ts";
export { parseRatesCsv, type ParsedRates, type RatesProblem } from "./price/currency/parse-rates-csv.ts";
export {
  billingSpanOfCall,
  billingTokensOf,
  hasOtherUsage,
  MAYBE_ESTIMATED,
  modelsOf,
  REPORT,
} from "./bill/billing-span-of-call.ts";
export type { BillingSpan, BillingTokens } from "./bill/billing-span.ts";
export { decideTrace } from "./bill/decide-trace.ts";
export type { Decision } from "./bill/decision.ts";
export { type CrossTraceCall, findCrossTraceDuplicates } from "./bill/find-cross-trace-duplicates.ts";
export { areEqualDimensions } from "./bill/are-equal-dimensions.ts";
export { inheritDimensions } from "./bill/inherit-dimensions.ts";
export { openTrace } from "./bill/open-trace.ts";
export { type CallEvidence, mergeEvidence } from "./bill/merge-evidence.ts";
export { type CostSource, type CostStatus, type SettledCost, settleCost } from "./bill/settle-cost.ts";
export { normaliseSpan, type NormaliseOptions } from "./normalise/normalise-span.ts";
export { mergeLogRecords } from "./normalise/logs/merge-log-records.ts";
export { normaliseLogs } from "./normalise/logs/normalise-logs.ts";
export { isSpanLog } from "./normalise/logs/is-span-log.ts";
