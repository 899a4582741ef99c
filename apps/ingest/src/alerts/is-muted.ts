import type { AlertRule } from "@spanledger/alerts";

/** Nobody is told now: the alert is muted, or a maintenance window is open. */
export function isMuted({ mutedUntilMs, maintenance }: AlertRule, nowMs: number): boolean {
  if (mutedUntilMs !== null && nowMs < mutedUntilMs) return true;
  return maintenance.some(({ fromMs, toMs }) => fromMs <= nowMs && nowMs < toMs);
}
