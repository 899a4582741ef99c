import type { GuardStep } from "./guard-step.ts";

const LOOK_AHEAD_MS = 600_000;
const MAX_CALLS = 100;

/** What ten more minutes at the pace and price of the last calls would cost, at most 100 calls. null without a price. */
export function likelyAvoided(calls: readonly GuardStep[]): bigint | null {
  const costs = calls.flatMap(({ costPicoUsd }) => (costPicoUsd === null ? [] : [costPicoUsd]));
  const first = calls[0];
  const last = calls.at(-1);
  if (costs.length === 0 || first === undefined || last === undefined) return null;
  const perCallMs = Math.max(1, (last.endMs - first.startMs) / calls.length);
  const more = Math.min(MAX_CALLS, Math.max(1, Math.floor(LOOK_AHEAD_MS / perCallMs)));
  const sum = costs.reduce((total, cost) => total + cost, 0n);
  return (sum * BigInt(more)) / BigInt(costs.length);
}
