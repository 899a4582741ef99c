import { type Baseline, baselineOf } from "@spanledger/alerts";
import { latencyByKeys, type ProjectReader, spendOverTime } from "@spanledger/clickhouse";
import { figureOfUsage } from "./figure-of-usage.ts";
import type { Figure, RuleQuestion, WatchedRule } from "./watched-rule.ts";

const HOUR_MS = 3_600_000;
const WEEK_MS = 168 * HOUR_MS;
/** Series of a fan-out that have a pattern of their own: the largest. */
const MOST_SERIES = 20;

/** What the same hour of the week, and the hours beside it, were like in earlier weeks; by value of the fan-out. */
export async function measureBaselines(
  reader: ProjectReader,
  watched: WatchedRule,
  question: RuleQuestion,
): Promise<Map<string, Baseline>> {
  const { condition } = watched.rule;
  if (condition.kind !== "anomaly") return new Map();
  const nowMs = question.range.toMs;
  const thisHour = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
  const range = { fromMs: thisHour - condition.weeks * WEEK_MS - HOUR_MS, toMs: thisHour - WEEK_MS + 2 * HOUR_MS };
  const series = await hourly(reader, watched, { ...question, range });
  const baselines = new Map<string, Baseline>();
  for (const [subject, hours] of series) {
    const values = Array.from({ length: condition.weeks }, (_, week) => thisHour - (week + 1) * WEEK_MS)
      .flatMap((hour) => [hour - HOUR_MS, hour, hour + HOUR_MS])
      .flatMap((hour) => hours.get(hour)?.value ?? []);
    const baseline = baselineOf(values);
    if (baseline !== null) baselines.set(subject, baseline);
  }
  return baselines;
}

/** The figure of each hour from the first one with calls on. */
async function hourly(
  reader: ProjectReader,
  { rule: { measure } }: WatchedRule,
  { range, filters, each, rates }: RuleQuestion,
): Promise<Map<string, Map<number, Figure>>> {
  const found = new Map<string, Map<number, Figure>>();
  const put = (subject: string, hourMs: number, figure: Figure) => {
    const hours = found.get(subject) ?? new Map<number, Figure>();
    found.set(subject, hours.set(hourMs, figure));
  };
  const groupBy = each === null ? {} : { groupBy: each };
  if (measure === "p95" || measure === "ttft") {
    for (const row of await latencyByKeys(reader, { range, filters, ...groupBy, isHourly: true }))
      put(row.key, row.hourMs, { value: measure === "p95" ? row.p95Ms : row.ttftP95Ms, calls: row.calls });
    return found;
  }
  const money = rates === undefined ? {} : { rates };
  const spend = await spendOverTime(reader, {
    range,
    filters,
    ...groupBy,
    ...money,
    interval: "hour",
    top: MOST_SERIES,
  });
  for (const { key, points } of spend.series) {
    if (key === null && each !== null) continue;
    const first = points.findIndex(({ calls }) => calls > 0);
    points.forEach((usage, index) => {
      const hourMs = spend.buckets[index];
      if (hourMs === undefined || first < 0 || index < first) return;
      put(key ?? "", hourMs, { value: figureOfUsage(measure, usage), calls: usage.calls });
    });
  }
  return found;
}
