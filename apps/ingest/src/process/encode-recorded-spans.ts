import {
  BILLING_STATE_CODES,
  encodeUsageDetail,
  ROLE_CODES,
  type RowBinaryWriter,
  SPAN_STATUS_CODES,
  withRowWriter,
} from "@spanledger/clickhouse";
import { AttributeList, type Dimensions, type SettledCost, type StatusCode } from "@spanledger/telemetry";
import { encodeIdentity } from "./encode-identity.ts";
import type { RecordedSpan } from "./processor.ts";

const STATUS = [SPAN_STATUS_CODES.unset, SPAN_STATUS_CODES.ok, SPAN_STATUS_CODES.error] as const satisfies Record<
  StatusCode,
  number
>;
/** Six counts, and three columns that are one zero byte when they are empty: detail, rule, confidence. */
const NO_USAGE_BYTES = 6 * 8 + 3;
const AMOUNTS_BYTES = 6 * 8;
/** Five empty texts and an empty list. */
const NO_PRICE_BYTES = 6;
const NOTHING: readonly string[] = [];

/**
 * Spans as RowBinary of `spans`, in the order of SPAN_COLUMNS. Written from the records themselves: a row of 67 columns as
 * an object of its own costs as much as writing it.
 */
export function encodeRecordedSpans(spans: readonly RecordedSpan[]): Uint8Array {
  return withRowWriter((writer) => {
    for (const span of spans) {
      writeDimensions(writer, span.projectId, span.booking.dimensions);
      writeSpan(writer, span);
      writeKind(writer, span);
      writeOutcome(writer, span);
      writeUsage(writer, span);
      writeCost(writer, span.cost, span.billed.reportedCost?.picoUsd ?? null);
      writeBill(writer, span);
    }
  });
}

function writeDimensions(writer: RowBinaryWriter, projectId: string, dimensions: Dimensions): void {
  writer.symbol(projectId);
  writer.symbol(dimensions.environment);
  writer.symbol(dimensions.service);
  writer.symbol(dimensions.feature);
  writer.symbol(dimensions.tenant);
  writer.string(dimensions.user);
  writer.string(dimensions.session);
  writer.symbol(dimensions.agent);
  writer.symbol(dimensions.workflow);
  writer.symbol(dimensions.promptName);
  writer.symbol(dimensions.promptVersion);
}

function writeSpan(writer: RowBinaryWriter, { call: { span } }: RecordedSpan): void {
  writer.fixedHex(span.traceId, 16);
  writer.fixedHex(span.spanId, 8);
  writer.fixedHex(span.parentSpanId, 8);
  writer.symbol(span.name);
  writer.symbol(span.scope.name);
  writer.symbol(span.scope.version);
}

function writeKind(writer: RowBinaryWriter, { call }: RecordedSpan): void {
  writer.int8(ROLE_CODES[call.role]);
  writer.symbol(call.opClass);
  writer.symbol(call.operation);
  writer.symbol(call.provider);
  writer.symbol(call.requestModel);
  writer.symbol(call.responseModel);
  writer.string(call.responseId);
  writer.symbol(call.serviceTier);
  writer.symbol(call.region);
}

function writeOutcome(writer: RowBinaryWriter, { call, billed }: RecordedSpan): void {
  const { span } = call;
  writer.bigint64(span.startTimeNs);
  writer.bigint64(span.endTimeNs > span.startTimeNs ? span.endTimeNs - span.startTimeNs : 0n);
  writer.bigint64(billed.ttftNs);
  writer.int8(call.errorType === "" ? STATUS[span.statusCode] : SPAN_STATUS_CODES.error);
  writer.symbol(call.errorType);
  writer.strings(call.finishReasons);
  writer.symbol(call.toolName);
  writer.string(call.toolCallId);
  writer.symbol(call.cacheTier);
  writer.symbol(call.cacheEntryTenant);
}

function writeUsage(writer: RowBinaryWriter, { call, billed: { usage } }: RecordedSpan): void {
  if (usage === null) writer.zeros(NO_USAGE_BYTES);
  else {
    writer.integer64(usage.uncachedInput);
    writer.integer64(usage.cacheRead);
    writer.integer64(usage.cacheWrite5m);
    writer.integer64(usage.cacheWrite1h);
    writer.integer64(usage.output);
    writer.integer64(usage.reasoning ?? 0);
    writer.string(call.usage === null ? "" : encodeUsageDetail(call.usage, usage));
    writer.symbol(usage.rule);
    writer.uint8(usage.confidence);
  }
  writer.strings(call.flags);
}

function writeCost(writer: RowBinaryWriter, settled: SettledCost | null, reportedPicoUsd: bigint | null): void {
  if (settled === null) {
    writer.zeros(AMOUNTS_BYTES);
    writer.nullableBigint64(reportedPicoUsd);
    writer.zeros(NO_PRICE_BYTES);
    return;
  }
  const { cost, price } = settled;
  writer.bigint64(cost.input);
  writer.bigint64(cost.cacheRead);
  writer.bigint64(cost.cacheWrite);
  writer.bigint64(cost.output);
  writer.bigint64(cost.other);
  writer.bigint64(cost.total);
  writer.nullableBigint64(reportedPicoUsd);
  writer.symbol(settled.status);
  writer.symbol(settled.unpricedReason);
  writer.symbol(price?.id ?? "");
  writer.symbol(price === null ? "" : `${price.source} ${price.version}`.trim());
  writer.symbol(price?.effectiveFrom ?? "");
  writer.strings(price?.modifiers ?? NOTHING);
}

function writeBill(writer: RowBinaryWriter, span: RecordedSpan): void {
  const { booking, call } = span;
  writer.int8(BILLING_STATE_CODES[booking.state]);
  writer.fixedHex(booking.supersededBy, 8);
  writer.uint8(span.isBooked ? 1 : 0);
  writer.integer64(span.receivedAtMs);
  writer.symbol(span.writer);
  writer.bigint64(span.seq);
  writer.string(encodeIdentity(call.identity));
  if (call.attributes instanceof AttributeList) writer.pairs(call.attributes.keyList.keys, call.attributes.list);
  else writer.stringMap(call.attributes);
}
