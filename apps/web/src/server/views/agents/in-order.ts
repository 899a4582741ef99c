import type { RunawayRow } from "@spanledger/clickhouse";
import { parseAmount } from "#lib/money/parse-amount.ts";

/** Findings of a trace by time; of one moment, by what had been spent. */
export function inOrder(rows: readonly RunawayRow[]): readonly RunawayRow[] {
  const spent = ({ spentUsd }: RunawayRow) => parseAmount(spentUsd ?? "0");
  return rows.toSorted((a, b) => a.detectedAtMs - b.detectedAtMs || (spent(a) < spent(b) ? -1 : 1));
}
