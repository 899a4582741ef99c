import { decodeUsage, type LedgerRow } from "@spanledger/clickhouse";
import {
  type BillingSpan,
  billingTokensOf,
  type CallEvidence,
  hasOtherUsage,
  type Identity,
  MAYBE_ESTIMATED,
  modelsOf,
  type OpClass,
  REPORT,
  type Usage,
} from "@spanledger/telemetry";
import { z } from "zod";
import { rowKey } from "./row-key.ts";

/** A stored row as the bill sees it: the same as its call was when it arrived. */
export interface LedgerSpan {
  readonly row: LedgerRow;
  readonly billing: BillingSpan;
  /** As the span itself reported it, without what was merged in. */
  readonly own: CallEvidence;
  readonly billed: Usage | null;
}

export function ledgerSpanOf(row: LedgerRow): LedgerSpan {
  const usage = decodeUsage(row.usage_detail, {
    uncachedInput: row.uncached_input_tokens,
    cacheRead: row.cache_read_tokens,
    cacheWrite5m: row.cache_write_5m_tokens,
    cacheWrite1h: row.cache_write_1h_tokens,
    output: row.output_tokens,
    rule: row.token_rule,
    confidence: row.token_confidence,
  });
  const own: CallEvidence = {
    usage: usage?.own ?? null,
    ttftNs: row.ttft_ns,
    reportedCost: row.reported_cost === null ? null : { picoUsd: row.reported_cost, source: "" },
  };
  return { row, billing: billingSpanOf(row, own), own, billed: usage?.billed ?? null };
}

const Dimension = z.record(z.string(), z.string()).optional();
const StoredIdentity = z.object({ own: Dimension, trace: Dimension, resource: Dimension, derived: Dimension });
const NO_IDENTITY: Identity = { own: {}, trace: {}, resource: {}, derived: {} };

function identityOf(text: string): Identity {
  if (text === "") return NO_IDENTITY;
  const { own = {}, trace = {}, resource = {}, derived = {} } = StoredIdentity.parse(JSON.parse(text));
  return { own, trace, resource, derived };
}

function billingSpanOf(row: LedgerRow, { usage }: CallEvidence): BillingSpan {
  const identity = identityOf(row.identity);
  return {
    key: rowKey(row.writer, row.seq),
    spanId: row.span_id,
    parentSpanId: row.parent_span_id,
    role: row.role,
    opClass: opClassOf(row.op_class),
    operation: row.operation,
    scope: row.scope_name,
    service: identity.own.service ?? identity.resource.service ?? "",
    startNs: row.start_time,
    endNs: row.start_time + row.duration_ns,
    models: modelsOf(row.request_model, row.response_model),
    responseId: row.response_id,
    tokens: usage === null ? null : billingTokensOf(usage),
    hasOtherUsage: hasOtherUsage(usage, row.reported_cost),
    estimated: row.flags.includes("usage_estimated"),
    doubtful: row.flags.includes("usage_estimated") || row.flags.includes(MAYBE_ESTIMATED),
    isReport: row.flags.includes(REPORT),
    failed: row.error_type !== "" || row.status === "error",
    cacheHit: row.cache_tier !== "",
    attributeCount: row.attribute_count,
    identity,
  };
}

const OP_CLASSES: ReadonlySet<string> = new Set<OpClass>([
  "generation",
  "embedding",
  "rerank",
  "image",
  "audio",
  "moderation",
  "rollup",
  "none",
]);

function isOpClass(text: string): text is OpClass {
  return OP_CLASSES.has(text);
}

function opClassOf(text: string): OpClass {
  return isOpClass(text) ? text : "none";
}
