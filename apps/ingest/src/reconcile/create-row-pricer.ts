import { type CostColumns, costColumns, type LedgerRow, ledgerCallOf } from "@spanledger/clickhouse";
import {
  type CostSource,
  type PriceBook,
  priceCall,
  type ReportedCost,
  settleCost,
  type Usage,
} from "@spanledger/telemetry";

export interface RowUsage {
  readonly usage: Usage | null;
  readonly reportedCost: ReportedCost | null;
}

/** The cost columns of a stored row with the given usage, at the prices of the row's own time. */
export type RowPricer = (row: LedgerRow, given: RowUsage) => CostColumns;

export function createRowPricer(book: PriceBook, source: CostSource): RowPricer {
  return (row, given) => {
    const call = ledgerCallOf(row, given);
    return costColumns(settleCost(call, priceCall(call, book, call.atNs), source));
  };
}
