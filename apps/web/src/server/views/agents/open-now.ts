import { listRunaways, openTraces, traceHalts, traceSpends } from "@spanledger/clickhouse";
import { USD } from "#lib/money/display-currency.ts";
import { parseAmount } from "#lib/money/parse-amount.ts";
import { traceState } from "../../guard/trace-state.ts";
import { type CurrencyContext, readDisplayCurrency } from "../../read/read-display-currency.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const READ = 200;
const SHOWN = 50;

/** The traces that run now, the most expensive per minute first. */
export async function openNow(context: CurrencyContext, currency: "project" | "USD") {
  const { store, project, nowMs } = context;
  const reader = store.project(project.id);
  const { traces, total } = await openTraces(reader, { nowMs, limit: READ });
  const range = { fromMs: nowMs - DAY_MS, toMs: nowMs + MINUTE_MS };
  const { rates, ...shown } =
    currency === "USD" || traces.length === 0
      ? { currency: USD, currencyMissing: "", rates: undefined }
      : await readDisplayCurrency(context, range);
  const traceIds = traces.map(({ traceId }) => traceId);
  const [spends, found, halts] = await Promise.all([
    traceSpends(reader, { traceIds, range, recentSinceMs: nowMs - MINUTE_MS, ...(rates && { rates }) }),
    listRunaways(reader, { range, limit: 1000 }),
    traceHalts(store).list({ project: project.id }),
  ]);
  const halted = new Set(
    halts.filter(({ action, expires_at }) => action === "block" && expires_at > nowMs).map(({ trace_id }) => trace_id),
  );
  const rows = traces.map((trace) => {
    const spend = spends.get(trace.traceId);
    const states = found.rows.filter(({ traceId }) => traceId === trace.traceId).map(({ state }) => state);
    return {
      ...trace,
      startedMs: spend?.firstMs ?? trace.lastMs,
      calls: spend?.calls ?? 0,
      unknownCalls: spend?.unknownCalls ?? 0,
      spentUsd: spend === undefined ? "0" : spend.costUsd,
      perMinuteUsd: spend === undefined ? "0" : spend.recentUsd,
      /** "" when nothing was found in it. */
      state: states.length === 0 ? "" : traceState(states),
      isHalted: halted.has(trace.traceId),
    };
  });
  const sorted = rows.toSorted((a, b) => compare(a.perMinuteUsd, b.perMinuteUsd) || compare(a.spentUsd, b.spentUsd));
  return { traces: sorted.slice(0, SHOWN), total, nowMs, ...shown };
}

/** Descending; what is not known is last. */
function compare(a: string | null, b: string | null): number {
  const [left, right] = [parseAmount(a ?? "-1"), parseAmount(b ?? "-1")];
  return left === right ? 0 : left < right ? 1 : -1;
}
