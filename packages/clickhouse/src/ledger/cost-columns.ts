import type { CostBreakdown, SettledCost } from "@spanledger/telemetry";
import type { SpanRow } from "../rows/span-row.ts";

export type CostColumns = Pick<
  SpanRow,
  | "input_cost"
  | "cache_read_cost"
  | "cache_write_cost"
  | "output_cost"
  | "other_cost"
  | "total_cost"
  | "cost_status"
  | "unpriced_reason"
  | "price_id"
  | "price_source"
  | "price_date"
  | "price_modifiers"
>;

const NO_COST: CostBreakdown = { input: 0n, cacheRead: 0n, cacheWrite: 0n, output: 0n, other: 0n, total: 0n };

/** A settled cost as columns; null for a span that has no part in the bill. */
export function costColumns(settled: SettledCost | null): CostColumns {
  const cost = settled?.cost ?? NO_COST;
  const price = settled?.price ?? null;
  return {
    input_cost: cost.input,
    cache_read_cost: cost.cacheRead,
    cache_write_cost: cost.cacheWrite,
    output_cost: cost.output,
    other_cost: cost.other,
    total_cost: cost.total,
    cost_status: settled?.status ?? "",
    unpriced_reason: settled?.unpricedReason ?? "",
    price_id: price?.id ?? "",
    price_source: price === null ? "" : `${price.source} ${price.version}`.trim(),
    price_date: price?.effectiveFrom ?? "",
    price_modifiers: price?.modifiers ?? [],
  };
}
