import type { Call, ReportedCost, SettledCost, Usage } from "@spanledger/telemetry";
import type { LedgerRow } from "../queries/ledger-rows.ts";
import type { LedgerState } from "./ledger-state.ts";
import { decodeUsage } from "./usage-detail.ts";

/** What pricing needs of a stored row. */
export interface LedgerCall extends Pick<
  Call,
  | "provider"
  | "requestModel"
  | "responseModel"
  | "serviceTier"
  | "region"
  | "operation"
  | "usage"
  | "usageEstimated"
  | "subscription"
  | "reportedCost"
  | "cacheTier"
> {
  /** The call's own time, UTC nanoseconds: prices have dates. */
  readonly atNs: bigint;
}

/** Prices a stored call: priceCall and settleCost with the project's price book and cost source. */
export type SettleCall = (call: LedgerCall) => SettledCost;

export function ledgerCallOf(
  row: LedgerRow,
  { usage, reportedCost }: { readonly usage: Usage | null; readonly reportedCost: ReportedCost | null },
): LedgerCall {
  return {
    provider: row.provider,
    requestModel: row.request_model,
    responseModel: row.response_model,
    serviceTier: row.service_tier,
    region: row.region,
    operation: row.operation,
    usage,
    usageEstimated: row.flags.includes("usage_estimated"),
    subscription: row.cost_status === "subscription",
    reportedCost,
    cacheTier: row.cache_tier === "exact" || row.cache_tier === "semantic" ? row.cache_tier : "",
    atNs: row.start_time,
  };
}

/** The usage that a state bills: its buckets, with the row's units and modalities. null for a row without usage. */
export function usageOfState(row: LedgerRow, state: LedgerState): Usage | null {
  const stored = {
    uncachedInput: state.uncached_input_tokens,
    cacheRead: state.cache_read_tokens,
    cacheWrite5m: state.cache_write_5m_tokens,
    cacheWrite1h: state.cache_write_1h_tokens,
    output: state.output_tokens,
    rule: row.token_rule,
    confidence: row.token_confidence,
  };
  return decodeUsage(row.usage_detail, stored)?.billed ?? null;
}
