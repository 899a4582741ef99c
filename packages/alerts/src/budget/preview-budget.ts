import type { Budget } from "./budget.ts";

export interface SpentDay {
  /** ISO date in the budget's time zone; days in order, without gaps. */
  readonly day: string;
  /** In any fraction of the budget's currency, the same as `limit`. */
  readonly spend: bigint;
}

export interface WouldHaveFired {
  readonly day: string;
  /** The highest threshold reached on that day that was not reached before in its period. */
  readonly threshold: number;
}

const DAY_MS = 86_400_000;

/** When a budget would have told of a threshold on those days, by whole days: once for each, the highest per day. */
export function previewBudget(
  { period, thresholds }: Pick<Budget, "period" | "thresholds">,
  limit: bigint,
  days: readonly SpentDay[],
): WouldHaveFired[] {
  const fired: WouldHaveFired[] = [];
  let spent = 0n;
  let key = "";
  let told = 0;
  days.forEach(({ day, spend }, index) => {
    const next = keyOf(day, period);
    if (next !== key) told = 0;
    if (next !== key && period.kind !== "rolling") spent = 0n;
    key = next;
    spent += spend;
    if (period.kind === "rolling") spent -= days[index - period.days]?.spend ?? 0n;
    const reached = thresholds.findLast((percent) => spent * 100_000n >= limit * BigInt(Math.round(percent * 1_000)));
    if (reached === undefined || reached <= told) return;
    told = reached;
    fired.push({ day, threshold: reached });
  });
  return fired;
}

/** Which period a day is in. */
function keyOf(day: string, period: Budget["period"]): string {
  const ms = Date.parse(`${day}T00:00:00Z`);
  switch (period.kind) {
    case "day":
      return day;
    case "week":
      return String(Math.floor((ms / DAY_MS + 3) / 7));
    case "month":
      return day.slice(0, 7);
    case "rolling":
      return String(Math.floor(ms / DAY_MS / period.days));
  }
}
