import { listCalls, TimeRange, type CallRecord } from "@spanledger/clickhouse";
import { z } from "zod";
import { answer, type ApiContext } from "./answer.ts";
import { readCursor } from "./read-cursor.ts";
import { readFilters } from "./read-filters.ts";
import { readLimit } from "./read-limit.ts";
import { readRange } from "./read-range.ts";
import { refuseUnknown } from "./refuse-unknown.ts";
import { writeCursor } from "./write-cursor.ts";

const Cursor = z.object({
  after: z.object({
    startTimeNs: z.string().regex(/^\d{1,19}$/),
    writer: z.string(),
    seq: z.string().regex(/^\d{1,20}$/),
  }),
  range: TimeRange,
});

/** GET /api/v1/calls: model calls and roll-up spans in their current state, newest first. */
export function getCalls(request: Request, context: ApiContext): Promise<Response> {
  return answer(request, context, async ({ projectId, query }) => {
    refuseUnknown(query, ["from", "to", "limit", "cursor"]);
    const cursor = readCursor(query, Cursor);
    const range = cursor?.range ?? readRange(query, context.nowMs);
    const page = await listCalls(context.store.project(projectId), {
      range,
      filters: readFilters(query),
      limit: readLimit(query),
      ...(cursor && { after: cursor.after }),
    });
    return {
      data: page.calls.map(toJson),
      next_cursor: page.next === null ? null : writeCursor({ after: page.next, range }),
    };
  });
}

function toJson(call: CallRecord): Record<string, string | number | null | readonly string[]> {
  return {
    trace_id: call.traceId,
    span_id: call.spanId,
    parent_span_id: call.parentSpanId || null,
    start_time: isoTime(BigInt(call.startTimeNs)),
    duration_ms: call.durationMs,
    ttft_ms: call.ttftMs,
    operation: call.operation || null,
    provider: call.provider || null,
    request_model: call.requestModel || null,
    response_model: call.responseModel || null,
    tenant: call.tenant || null,
    feature: call.feature || null,
    user: call.user || null,
    session: call.session || null,
    environment: call.environment || null,
    prompt_name: call.promptName || null,
    prompt_version: call.promptVersion || null,
    agent: call.agent || null,
    input_uncached_tokens: call.tokens?.inputUncached ?? null,
    cache_read_tokens: call.tokens?.cacheRead ?? null,
    cache_write_5m_tokens: call.tokens?.cacheWrite5m ?? null,
    cache_write_1h_tokens: call.tokens?.cacheWrite1h ?? null,
    output_tokens: call.tokens?.output ?? null,
    reasoning_tokens: call.tokens?.reasoning ?? null,
    cost_usd: costOf(call),
    cost_status: call.costStatus,
    billing_state: call.billingState,
    token_rule: call.tokenRule || null,
    finish_reasons: call.finishReasons,
    error_type: call.errorType || null,
  };
}

/** A call that a response cache answered cost nothing; what it would have cost is a saving. */
function costOf(call: CallRecord): string | null {
  return call.billingState === "cached" ? "0" : (call.cost?.total ?? null);
}

/** ISO 8601 in UTC with nanoseconds. */
function isoTime(ns: bigint): string {
  const seconds = new Date(Number(ns / 1_000_000_000n) * 1000).toISOString().slice(0, 19);
  return `${seconds}.${(ns % 1_000_000_000n).toString().padStart(9, "0")}Z`;
}
