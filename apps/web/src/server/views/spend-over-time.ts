import {
  costByDimension,
  spendOverTime as usageOverTime,
  type Dimension,
  type ProjectReader,
  type Usage,
} from "@spanledger/clickhouse";
import { parseAmount } from "#lib/money/parse-amount.ts";
import { amountToDecimal } from "#lib/money/amount-to-decimal.ts";
import { sumUsd } from "#lib/money/sum-usd.ts";
import type { ScopedQuestion } from "../read/scoped-question.ts";

const TOP = 7;

interface SpendPoint {
  readonly costUsd: string;
  readonly calls: number;
  /** Calls whose cost is unknown and therefore not in `costUsd`. */
  readonly unknown: number;
}

export interface SpendSeries {
  /** Values of the group-by dimensions; null is everything beyond the top. */
  readonly keys: readonly string[] | null;
  readonly points: readonly SpendPoint[];
  readonly totalUsd: string;
}

export interface SpendOverTime {
  readonly buckets: readonly { readonly startMs: number; readonly endMs: number }[];
  readonly series: readonly SpendSeries[];
}

/** Spend per bucket: the seven biggest groups and the exact rest. */
export async function spendOverTime(
  reader: ProjectReader,
  question: ScopedQuestion,
  groupBy: readonly Dimension[],
): Promise<SpendOverTime> {
  const [only, second] = groupBy;
  return second === undefined ? byOne(reader, question, only) : byPair(reader, question, groupBy);
}

async function byOne(
  reader: ProjectReader,
  question: ScopedQuestion,
  dimension: Dimension | undefined,
): Promise<SpendOverTime> {
  const found = await usageOverTime(reader, { ...ask(question), groupBy: dimension, top: TOP });
  return {
    buckets: bucketsOf(found.buckets, question),
    series: found.series.map(({ key, points, total }) => ({
      keys: key === null ? null : [key],
      points: points.map(toPoint),
      totalUsd: total.costUsd ?? "0",
    })),
  };
}

/** Two dimensions: one question per top pair, and the rest as the total less them. */
async function byPair(
  reader: ProjectReader,
  question: ScopedQuestion,
  groupBy: readonly Dimension[],
): Promise<SpendOverTime> {
  const ranked = await costByDimension(reader, {
    range: question.current,
    filters: [...question.filters],
    rates: question.rates,
    groupBy: [...groupBy],
    limit: TOP,
  });
  const pairs = await Promise.all(
    ranked.rows.map(async ({ keys }) => {
      const own = groupBy.map((dimension, index) => ({ dimension, op: "in" as const, values: [keys[index] ?? ""] }));
      return { keys, found: await usageOverTime(reader, { ...ask(question), filters: [...question.filters, ...own] }) };
    }),
  );
  const all = await usageOverTime(reader, ask(question));
  const total = (all.series[0]?.points ?? all.buckets.map(() => null)).map(toPoint);
  const series: SpendSeries[] = pairs.map(({ keys, found }) => aligned(keys, all.buckets, found));
  if (ranked.other !== null) series.push(restOf(total, series));
  return { buckets: bucketsOf(all.buckets, question), series };
}

function ask(question: ScopedQuestion) {
  return {
    range: question.current,
    filters: [...question.filters],
    rates: question.rates,
    interval: question.range.grain,
    timeZone: question.timeZone,
  };
}

function aligned(
  keys: readonly string[],
  buckets: readonly number[],
  found: Awaited<ReturnType<typeof usageOverTime>>,
): SpendSeries {
  const byStart = new Map(found.buckets.map((start, index) => [start, found.series[0]?.points[index] ?? null]));
  return {
    keys,
    points: buckets.map((start) => toPoint(byStart.get(start) ?? null)),
    totalUsd: found.total.costUsd ?? "0",
  };
}

function restOf(total: readonly SpendPoint[], series: readonly SpendSeries[]): SpendSeries {
  const points = total.map((whole, index) => {
    const parts = series.map((one) => one.points[index] ?? toPoint(null));
    return {
      costUsd: amountToDecimal(parseAmount(whole.costUsd) - parseAmount(sumUsd(parts.map(({ costUsd }) => costUsd)))),
      calls: whole.calls - parts.reduce((sum, { calls }) => sum + calls, 0),
      unknown: whole.unknown - parts.reduce((sum, { unknown }) => sum + unknown, 0),
    };
  });
  return { keys: null, points, totalUsd: sumUsd(points.map(({ costUsd }) => costUsd)) };
}

function toPoint(usage: Usage | null): SpendPoint {
  if (usage === null) return { costUsd: "0", calls: 0, unknown: 0 };
  return { costUsd: usage.costUsd ?? "0", calls: usage.calls, unknown: usage.unpricedCalls + usage.noUsageCalls };
}

function bucketsOf(starts: readonly number[], { current }: ScopedQuestion): SpendOverTime["buckets"] {
  return starts.map((startMs, index) => ({
    startMs: Math.max(startMs, current.fromMs),
    endMs: starts[index + 1] ?? Math.max(current.toMs, startMs + 1),
  }));
}
