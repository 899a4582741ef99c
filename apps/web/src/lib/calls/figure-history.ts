import type { TraceSpan } from "@spanledger/clickhouse";

export interface FigureStep {
  /** What totals had from then on; null: unknown. */
  readonly usd: string | null;
  readonly atMs: number;
  readonly reason: string;
  readonly priceSource: string;
}

type Historic = Pick<TraceSpan, "original" | "history" | "receivedAtMs">;

/** The counted cost of a span after each entry of the ledger, oldest first. Reversals are half of a step and left out. */
export function figureHistory({ original, history, receivedAtMs }: Historic): readonly FigureStep[] {
  const isCounted = original.billingState === "billed";
  const first: FigureStep = {
    usd: isCounted ? (original.cost?.total ?? null) : "0",
    atMs: receivedAtMs,
    reason: "",
    priceSource: isCounted && original.cost !== null ? original.priceSource : "",
  };
  const later = history
    .filter(({ entry }) => entry === "book")
    .map(({ costUsd, costStatus, recordedAtMs, reason, priceSource, billingState }) => ({
      usd: isUnknown(costStatus) && billingState === "billed" ? null : costUsd,
      atMs: recordedAtMs,
      reason,
      priceSource: reason === "repriced" ? priceSource : "",
    }));
  return [first, ...later];
}

function isUnknown(costStatus: string): boolean {
  return costStatus === "unpriced" || costStatus === "no_usage";
}
