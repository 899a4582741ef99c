import {
  BILLING_STATE_CODES,
  encodeUsageDetail,
  ROLE_CODES,
  type RowBinaryWriter,
  SPAN_STATUS_CODES,
  withRowWriter,
} from "@spanledger/clickhouse";
import type { CostBreakdown, Dimensions, SettledCost, StatusCode } from "@spanledger/telemetry";
import { encodeIdentity } from "./encode-identity.ts";
import type { RecordedSpan } from "./processor.ts";

const STATUS = [SPAN_STATUS_CODES.unset, SPAN_STATUS_CODES.ok, SPAN_STATUS_CODES.error] as const satisfies Record<
  StatusCode,
  number
>;
const NO_COST: CostBreakdown = { input: 0n, cacheRead: 0n, cacheWrite: 0n, output: 0n, other: 0n, total: 0n };
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
  writer.integer64(usage?.uncachedInput ?? 0);
  writer.integer64(usage?.cacheRead ?? 0);
  writer.integer64(usage?.cacheWrite5m ?? 0);
  writer.integer64(usage?.cacheWrite1h ?? 0);
  writer.integer64(usage?.output ?? 0);
  writer.integer64(usage?.reasoning ?? 0);
  writer.string(usage === null || call.usage === null ? "" : encodeUsageDetail(call.usage, usage));
  writer.symbol(usage?.rule ?? "");
  writer.uint8(usage?.confidence ?? 0);
  writer.strings(call.flags);
}

function writeCost(writer: RowBinaryWriter, settled: SettledCost | null, reportedPicoUsd: bigint | null): void {
  const cost = settled?.cost ?? NO_COST;
  const price = settled?.price ?? null;
  writer.bigint64(cost.input);
  writer.bigint64(cost.cacheRead);
  writer.bigint64(cost.cacheWrite);
  writer.bigint64(cost.output);
  writer.bigint64(cost.other);
  writer.bigint64(cost.total);
  writer.nullableBigint64(reportedPicoUsd);
  writer.symbol(settled?.status ?? "");
  writer.symbol(settled?.unpricedReason ?? "");
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
  writer.stringMap(call.attributes);
}
