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
