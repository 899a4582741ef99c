import {
  type CallRecord,
  type DayRates,
  dayOf,
  type Trace,
  type TraceSpan,
  type TraceTree,
} from "@spanledger/clickhouse";
import { convertUsdAt } from "#lib/money/convert-usd-at.ts";
import { USD, type DisplayCurrency } from "#lib/money/display-currency.ts";
import type { CurrencyAnswer } from "../read/read-display-currency.ts";

const DAY_MS = 86_400_000;

interface Shown {
  readonly currency: DisplayCurrency;
  readonly rates?: DayRates | undefined;
}

/** A call with its amounts at the rate of its UTC day; in dollars when that day has none. */
export function callInCurrency(call: CallRecord, { currency, rates }: Shown) {
  if (rates === undefined) return { ...call, currency };
  const rate = rateOf(call, rates);
  if (rate === undefined) return { ...call, currency: USD };
  return { ...call, ...amounts(call, rate), currency };
}

/** A trace with every figure that it has and had at the rate of the span's UTC day; all in dollars when a day has none. */
export function traceInCurrency(trace: Trace, { currency, currencyMissing, rates }: CurrencyAnswer) {
  if (rates === undefined) return { ...trace, currency, currencyMissing };
  const without = trace.spans.find((span) => rateOf(span, rates) === undefined && hasAmount(span));
  if (without !== undefined) return { ...trace, currency: USD, currencyMissing: missingRate(currency, without) };
  return { ...trace, spans: trace.spans.map((span) => spanAt(span, rateOf(span, rates))), currency, currencyMissing };
}

/** The same for what a tree shows of its spans. */
export function treeInCurrency(tree: TraceTree, { currency, currencyMissing, rates }: CurrencyAnswer) {
  if (rates === undefined) return { ...tree, currency, currencyMissing };
  const without = tree.spans.find((span) => span.cost !== null && rateOf(span, rates) === undefined);
  if (without !== undefined) return { ...tree, currency: USD, currencyMissing: missingRate(currency, without) };
  const spans = tree.spans.map((span) => ({
    ...span,
    cost: span.cost && { total: convertUsdAt(span.cost.total, rateOf(span, rates) ?? "0") },
  }));
  return { ...tree, spans, currency, currencyMissing };
}

function missingRate({ code }: DisplayCurrency, span: Started): string {
  return `No ${code} rate for ${dayOf(startMs(span))}: amounts are in US dollars.`;
}

type Started = Pick<CallRecord, "startTimeNs">;

function spanAt(span: TraceSpan, rate: string | undefined): TraceSpan {
  if (rate === undefined) return span;
  return {
    ...span,
    ...amounts(span, rate),
    original: { ...span.original, cost: amounts({ cost: span.original.cost, reportedUsd: null }, rate).cost },
    history: span.history.map((entry) => ({ ...entry, costUsd: convertUsdAt(entry.costUsd, rate) })),
  };
}

function startMs({ startTimeNs }: Started): number {
  return Number(BigInt(startTimeNs) / 1_000_000n);
}

function rateOf(call: Started, { firstDay, perUsd }: DayRates): string | undefined {
  const rate = perUsd[Math.floor(startMs(call) / DAY_MS) - Date.parse(firstDay) / DAY_MS];
  return rate === "0" ? undefined : rate;
}

function amounts({ cost, reportedUsd }: Pick<CallRecord, "cost" | "reportedUsd">, rate: string) {
  const convert = (usd: string) => convertUsdAt(usd, rate);
  return {
    cost: cost && {
      input: convert(cost.input),
      cacheRead: convert(cost.cacheRead),
      cacheWrite: convert(cost.cacheWrite),
      output: convert(cost.output),
      other: convert(cost.other),
      total: convert(cost.total),
    },
    reportedUsd: reportedUsd === null ? null : convert(reportedUsd),
  };
}

function hasAmount({ cost, reportedUsd, original, history }: TraceSpan): boolean {
  return cost !== null || reportedUsd !== null || original.cost !== null || history.length > 0;
}
