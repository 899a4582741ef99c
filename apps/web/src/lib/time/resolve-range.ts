import { parseCustom } from "./range.ts";
import { fromWallClock, startOfDay, startOfMonth } from "@spanledger/calendar";

export type Grain = "minute" | "five_minutes" | "hour" | "day";

/** Half-open UTC millisecond windows. The previous one is cut at the same elapsed time, so that like meets like. */
export interface ResolvedRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly previousFromMs: number;
  readonly previousToMs: number;
  readonly grain: Grain;
}

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
const ROLLING = {
  "15m": [15 * MINUTE, MINUTE],
  "1h": [HOUR, MINUTE],
  "6h": [6 * HOUR, 5 * MINUTE],
  "24h": [DAY, HOUR],
} as const;
const DAYS = { "7d": 7, "30d": 30, "90d": 90 } as const;

/**
 * Turns what the URL says into instants. Day ranges start at local midnight and include today; the end is the end of
 * the running bucket, so that whole buckets (and with them the roll-ups) answer.
 */
export function resolveRange(range: string, nowMs: number, timeZone: string): ResolvedRange {
  const custom = parseCustom(range);
  if (custom) return withPrevious(custom.fromMs, custom.toMs, nowMs);
  if (range in ROLLING) {
    const [length, step] = ROLLING[range as keyof typeof ROLLING];
    const toMs = Math.ceil((nowMs + 1) / step) * step;
    return withPrevious(toMs - length, toMs, nowMs);
  }
  if (range === "month" || /^\d{4}-\d\d$/.test(range)) return monthRange(range, nowMs, timeZone);
  const days = DAYS[range as keyof typeof DAYS] ?? DAYS["30d"];
  const fromMs = startOfDay(nowMs, timeZone, 1 - days);
  const toMs = startOfDay(nowMs, timeZone, 1);
  const previousFromMs = startOfDay(nowMs, timeZone, 1 - 2 * days);
  return {
    fromMs,
    toMs,
    previousFromMs,
    previousToMs: previousFromMs + elapsed(fromMs, toMs, nowMs),
    grain: grainOf(toMs - fromMs),
  };
}

function monthRange(range: string, nowMs: number, timeZone: string): ResolvedRange {
  const [year = 0, month = 1] = range.split("-").map(Number);
  const inside = range === "month" ? nowMs : fromWallClock(Date.UTC(year, month - 1, 15), timeZone);
  const fromMs = startOfMonth(inside, timeZone);
  const toMs = startOfMonth(inside, timeZone, 1);
  const previousFromMs = startOfMonth(inside, timeZone, -1);
  const running = nowMs < toMs;
  const previousToMs = running ? Math.min(fromMs, previousFromMs + elapsed(fromMs, toMs, nowMs)) : fromMs;
  return { fromMs, toMs, previousFromMs, previousToMs, grain: "day" };
}

function withPrevious(fromMs: number, toMs: number, nowMs: number): ResolvedRange {
  const length = toMs - fromMs;
  const step = length >= DAY ? HOUR : MINUTE;
  const end = fromMs < nowMs && nowMs < toMs ? Math.ceil((nowMs - fromMs) / step) * step : length;
  return { fromMs, toMs, previousFromMs: fromMs - length, previousToMs: fromMs - length + end, grain: grainOf(length) };
}

/** Whole hours elapsed, so that the previous window can be answered from hourly sums. */
function elapsed(fromMs: number, toMs: number, nowMs: number): number {
  return Math.ceil((Math.min(nowMs, toMs) - fromMs) / HOUR) * HOUR;
}

function grainOf(lengthMs: number): Grain {
  if (lengthMs <= 2 * HOUR) return "minute";
  if (lengthMs <= 12 * HOUR) return "five_minutes";
  return lengthMs <= 3 * DAY ? "hour" : "day";
}
