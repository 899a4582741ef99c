import {
  cacheGains,
  cacheLifetimes,
  cacheOverTime,
  callsSince,
  costByDimension,
  costChanges,
  dataQuality,
  dimensionValues,
  failures,
  foreignCacheHits,
  getTrace,
  getTraceTree,
  latency,
  latencyByDimension,
  latencyOverTime,
  listCalls,
  listSessions,
  nearDuplicatePrompts,
  type ProjectReader,
  repeatedPrompts,
  retries,
  searchContent,
  slowestCalls,
  spendOverTime,
  stablePrefixes,
  stoppedCaches,
  totals,
  unpricedModels,
} from "@spanledger/clickhouse";

const DAY_MS = 86_400_000;

export interface Asked {
  /** UTC ms of the newest span. */
  readonly nowMs: number;
  /** One trace that exists. */
  readonly traceId: string;
  readonly spans: number;
}

/** What the pages ask, by page and question. Ranges end with the running day or hour, as a page's do. */
export function questions(
  reader: ProjectReader,
  { nowMs, traceId, spans }: Asked,
): Readonly<Record<string, () => Promise<unknown>>> {
  const midnight = Math.ceil(nowMs / DAY_MS) * DAY_MS;
  const last = (days: number) => ({ fromMs: midnight - days * DAY_MS, toMs: midnight });
  const before = (days: number) => ({ fromMs: midnight - 2 * days * DAY_MS, toMs: midnight - days * DAY_MS });
  const hours = Math.ceil(nowMs / 3_600_000) * 3_600_000;
  const today = { fromMs: hours - DAY_MS, toMs: hours };
  const ofTenant = [{ dimension: "tenant" as const, op: "in" as const, values: ["tenant-99"] }];
  const ofFeature = [{ dimension: "feature" as const, op: "in" as const, values: ["feature-3"] }];
  const perDay = { range: last(90), interval: "day" as const };
  const prompts = { range: last(7) };
  const seen = { receivedMs: nowMs - 60_000, next: { bench: String(spans - 100) } };
  return {
    "overview: totals 30 d v the 30 d before": () => totals(reader, { range: last(30), previous: before(30) }),
    "overview: spend per day 90 d by feature": () => spendOverTime(reader, { ...perDay, groupBy: "feature" }),
    "overview: the same in Berlin": () =>
      spendOverTime(reader, { ...perDay, groupBy: "feature", timeZone: "Europe/Berlin" }),
    "overview: p95 30 d": () => latency(reader, { range: last(30) }),
    "overview: what changed 7 d by feature and model": () =>
      costChanges(reader, { range: last(7), previous: before(7), groupBy: ["feature"], mixBy: "model" }),
    "costs: by tenant 30 d": () => costByDimension(reader, { range: last(30), groupBy: ["tenant"], limit: 500 }),
    "costs: by feature 30 d": () => costByDimension(reader, { range: last(30), groupBy: ["feature"] }),
    "costs: by feature and model 7 d": () => costByDimension(reader, { range: last(7), groupBy: ["feature", "model"] }),
    "costs: by prompt version 30 d": () =>
      costByDimension(reader, { range: last(30), groupBy: ["prompt_name", "prompt_version"] }),
    "costs: a tenant by feature 90 d": () =>
      costByDimension(reader, { range: last(90), groupBy: ["feature"], filters: ofTenant }),
    "costs: spend per hour 7 d by model": () =>
      spendOverTime(reader, { range: last(7), interval: "hour", groupBy: "model" }),
    "costs: by user 24 h (spans)": () => costByDimension(reader, { range: today, groupBy: ["user"], limit: 50 }),
    "costs: by attribute 24 h (spans)": () =>
      costByDimension(reader, { range: today, groupBy: ["attr:team"], limit: 50 }),
    "costs: by tenant and model 24 h (spans)": () =>
      costByDimension(reader, { range: today, groupBy: ["tenant", "model"], limit: 50 }),
    "calls: newest 100": () => listCalls(reader, { range: last(30), limit: 100 }),
    "calls: newest 100 counted of a tenant": () =>
      listCalls(reader, { range: last(30), limit: 100, countedOnly: true, filters: ofTenant }),
    "calls: newest 100 failed of a feature": () =>
      listCalls(reader, { range: last(7), limit: 100, errorsOnly: true, filters: ofFeature }),
    "calls: live, 100 arrived": () => callsSince(reader, { position: seen, nowMs }),
    "calls: live, 100 arrived, of a feature": () =>
      callsSince(reader, { position: seen, nowMs, filters: ofFeature, countedOnly: true }),
    "calls: messages contain, first 50": () => searchContent(reader, { range: last(7), text: "Question 4" }),
    "calls: messages contain, rare": () => searchContent(reader, { range: last(7), text: "Answer 1234567" }),
    "sessions: newest 50": () => listSessions(reader, { range: today, limit: 50, nowMs }),
    "trace: by id": () => getTrace(reader, { traceId }),
    "trace: tree by id": () => getTraceTree(reader, { traceId }),
    "latency: percentiles 30 d": () => latency(reader, { range: last(30), kind: "ttft" }),
    "latency: by feature 30 d": () => latencyByDimension(reader, { range: last(30), groupBy: ["feature"] }),
    "latency: by model 7 d": () => latencyByDimension(reader, { range: last(7), groupBy: ["model"] }),
    "latency: by tenant 30 d": () => latencyByDimension(reader, { range: last(30), groupBy: ["tenant"] }),
    "latency: by provider and model 30 d": () =>
      latencyByDimension(reader, { range: last(30), groupBy: ["provider", "model"] }),
    "latency: heatmap per hour 7 d": () => latencyOverTime(reader, { range: last(7), interval: "hour" }),
    "latency: heatmap per day 90 d": () => latencyOverTime(reader, perDay),
    "latency: slowest calls 30 d": () => slowestCalls(reader, { range: last(30) }),
    "latency: slowest first tokens 7 d of a feature": () =>
      slowestCalls(reader, { range: last(7), kind: "ttft", filters: ofFeature }),
    "latency: failures by code 30 d": () => failures(reader, { range: last(30) }),
    "latency: retries, newest 500,000 calls": () => retries(reader, { range: last(30) }),
    "cache: gains 30 d": () => cacheGains(reader, { range: last(30), groupBy: [] }),
    "cache: by feature 90 d": () => cacheGains(reader, { range: last(90), groupBy: ["feature"] }),
    "cache: by tenant 30 d": () => cacheGains(reader, { range: last(30), groupBy: ["tenant"] }),
    "cache: per day 90 d": () => cacheOverTime(reader, perDay),
    "cache: cross-tenant hits 30 d": () => foreignCacheHits(reader, { range: last(30) }),
    "cache: caches that stopped 30 d": () => stoppedCaches(reader, { range: last(30) }),
    "cache: lifetimes, newest 500,000 calls": () => cacheLifetimes(reader, { range: last(30) }),
    "cache: repeated prompts, 6,000 spans": () => repeatedPrompts(reader, prompts),
    "cache: similar prompts, 1,200 spans": () => nearDuplicatePrompts(reader, prompts),
    "cache: long beginnings, 6,000 spans": () => stablePrefixes(reader, prompts),
    "filter: tenants that begin with": () =>
      dimensionValues(reader, { dimension: "tenant", range: last(30), prefix: "tenant-1" }),
    "quality: checks 24 h": () => dataQuality(reader, { range: today }),
    "quality: checks 30 d, newest 250,000 calls": () => dataQuality(reader, { range: last(30) }),
    "quality: models without a price, newest 250,000": () => unpricedModels(reader, { range: last(30) }),
  };
}
