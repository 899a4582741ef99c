import type { LedgerRow } from "@spanledger/clickhouse";
import { type CostSource, type PriceBook, priceCall, type ReportedCost, settleCost, type Usage } from "@spanledger/telemetry";
import { type CostColumns, costColumns } from "../process/cost-columns.ts";

export interface RowUsage {
  readonly usage: Usage | null;
  readonly reportedCost: ReportedCost | null;
}

/** The cost columns of a stored row with the given usage, at the prices of the row's own time. */
export type RowPricer = (row: LedgerRow, given: RowUsage) => CostColumns;

export function createRowPricer(book: PriceBook, source: CostSource): RowPricer {
  return (row, { usage, reportedCost }) => {
    const input = {
      provider: row.provider,
      requestModel: row.request_model,
      responseModel: row.response_model,
      usage,
      serviceTier: row.service_tier,
      region: row.region,
      operation: row.operation,
    };
    const call = {
      usage,
      usageEstimated: row.flags.includes("usage_estimated"),
      subscription: row.cost_status === "subscription",
      reportedCost,
      cacheTier: cacheTierOf(row.cache_tier),
    };
    return costColumns(settleCost(call, priceCall(input, book, row.start_time), source));
  };
}

function cacheTierOf(text: string): "" | "exact" | "semantic" {
  return text === "exact" || text === "semantic" ? text : "";
}
