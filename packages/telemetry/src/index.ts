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
export { createPriceBook, type PriceBook, type PriceBookOptions, type PriceSubject, type PriceTimeline } from "./price/price-book.ts";
export type { EntryRates, ModelAlias, PriceEntry, PriceOverride } from "./price/price-entry.ts";
export { priceCall, type PriceInput } from "./price/price-call.ts";
export { describePrice } from "./price/describe-price.ts";
export { PriceFormatError } from "./price/rate.ts";
