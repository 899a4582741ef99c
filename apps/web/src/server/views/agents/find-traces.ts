import { listRunaways, traceHalts, traceSpends } from "@spanledger/clickhouse";
import { type CurrencyContext, readDisplayCurrency } from "../../read/read-display-currency.ts";
import type { Window } from "../../read/scoped-question.ts";
import { readActors } from "../../guard/read-actors.ts";
import { USD } from "#lib/money/display-currency.ts";
import { foundTraces } from "./found-traces.ts";
import { moneyAt } from "./money-at.ts";

export interface FindTraces {
  /** By time of detection. */
  readonly window: Window;
  readonly currency: "project" | "USD";
  readonly limit: number;
}

const DAY_MS = 86_400_000;
/** Traces began before they were found, and data may be loaded long after it was made. */
const BEFORE_MS = 90 * DAY_MS;
const NO_RATES = { currency: USD, currencyMissing: "", rates: undefined };

/** What the rules found in a time, per trace, with what the traces cost. `isCut`: there is more than is read. */
export async function findTraces(context: CurrencyContext, { window, currency, limit }: FindTraces) {
  const { store, project, nowMs } = context;
  const reader = store.project(project.id);
  const { rows, nextOffset } = await listRunaways(reader, { range: window, limit });
  const range = { fromMs: Math.max(0, window.fromMs - BEFORE_MS), toMs: Math.max(window.toMs, nowMs) + DAY_MS };
  const { rates, ...shown } = currency === "USD" ? NO_RATES : await readDisplayCurrency(context, range);
  const traceIds = [...new Set(rows.map(({ traceId }) => traceId))];
  const [spends, halts, nameOf] = await Promise.all([
    traceSpends(reader, { traceIds, range, ...(rates && { rates }) }),
    traceHalts(store).list({ project: project.id }),
    readActors(store, project.id),
  ]);
  const known = {
    spends,
    halts: new Map(halts.map((halt) => [halt.trace_id, halt])),
    nameOf,
    money: moneyAt(rates),
    nowMs,
  };
  return { traces: foundTraces(rows, known), isCut: nextOffset !== null, nowMs, ...shown };
}
