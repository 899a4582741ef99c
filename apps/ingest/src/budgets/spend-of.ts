import { type AdjustmentRow, costColumns } from "@spanledger/clickhouse";
import type { RecordedSpan } from "../process/processor.ts";
import { adjustmentDimensions } from "./adjustment-dimensions.ts";
import type { Spend } from "./budget-book.ts";
import { spanDimensions } from "./span-dimensions.ts";

const NS_PER_MS = 1_000_000n;

/** What a stored span adds to the totals; null when it adds nothing. */
export function spendOfSpan({ projectId, call, booking, isBooked, cost }: RecordedSpan): Spend | null {
  if (!isBooked || call.role === "none") return null;
  const isCached = booking.state === "cached";
  return {
    projectId,
    startMs: Number(call.span.startTimeNs / NS_PER_MS),
    picoUsd: isCached ? 0n : costColumns(cost).total_cost,
    calls: 1,
    traceId: call.span.traceId,
    lookup: spanDimensions({ dimensions: booking.dimensions, call }),
  };
}

/** What a correction adds to the totals, or takes out of them. */
export function spendOfAdjustment(row: AdjustmentRow): Spend {
  return {
    projectId: row.project,
    startMs: Number(row.start_time / NS_PER_MS),
    picoUsd: row.billing_state === "cached" ? 0n : row.total_cost,
    calls: row.calls,
    traceId: row.trace_id,
    lookup: adjustmentDimensions(row),
  };
}
