import { type AlertEvent, formatPicoUsd } from "@spanledger/clickhouse";
import type { Crossing } from "./find-crossing.ts";
import { formatAmount } from "./format-amount.ts";
import { moneyText } from "./money-text.ts";
import { percentOf } from "./percent-of.ts";

export interface ForecastFigures {
  /** 10^-24 units of the budget's currency. */
  readonly expected: bigint;
  readonly low: bigint;
  readonly high: bigint;
  readonly method: string;
}

/** What is told of a crossing, with the figures behind it. */
export function crossingEvent(crossing: Crossing, atMs: number, forecast?: ForecastFigures): AlertEvent {
  const { id, threshold, account, subject, counter } = crossing;
  const { watched, period } = account;
  const { budget } = watched;
  const isOver = threshold !== null && threshold >= 100;
  const who = watched.each === null ? "" : `: ${watched.each} ${subject}`;
  const reached = threshold === null ? "is forecast to be exceeded" : `reached ${threshold} %`;
  return {
    project: watched.projectId,
    id,
    atMs,
    source: "budget",
    sourceId: watched.id,
    subject,
    kind: "fired",
    severity: isOver ? "critical" : "warning",
    title: `Budget "${budget.name}" ${reached}${who}`,
    sentence: [spentSentence(crossing), forecastSentence(crossing, forecast), blockSentence(crossing)]
      .filter((sentence) => sentence !== "")
      .join(" "),
    evidence: {
      threshold_percent: threshold,
      percent: percentOf(counter.spent, watched.limit),
      spent: formatAmount(counter.spent),
      spent_usd: formatPicoUsd(counter.spentUsd),
      unconverted_usd: formatPicoUsd(counter.unconvertedUsd),
      limit: budget.amount,
      currency: budget.currency,
      calls: counter.calls,
      from_ms: period.fromMs,
      to_ms: period.toMs,
      filters: filtersOf(crossing),
      trace_ids: counter.lastTraceId === "" ? [] : [counter.lastTraceId],
      ...(forecast === undefined
        ? {}
        : {
            forecast: formatAmount(forecast.expected),
            forecast_low: formatAmount(forecast.low),
            forecast_high: formatAmount(forecast.high),
            forecast_method: forecast.method,
          }),
    },
    channels: budget.channels,
    isMuted: false,
  };
}

function spentSentence({ account: { watched, period }, counter }: Crossing): string {
  const { budget, limit } = watched;
  const money = (amount: bigint) => moneyText(amount, budget.currency);
  const days =
    budget.period.kind === "rolling"
      ? `in the last ${budget.period.days} days`
      : `in the ${budget.period.kind} from ${dayText(period.fromMs, budget.timeZone)} (${budget.timeZone})`;
  const unknown =
    counter.unconvertedUsd === 0n
      ? ""
      : ` A further USD ${formatPicoUsd(counter.unconvertedUsd)} was spent on days without a ${budget.currency} rate: import rates to count it.`;
  return `${money(counter.spent)} of ${money(limit)} were spent ${days}.${unknown}`;
}

function forecastSentence({ account: { watched } }: Crossing, forecast?: ForecastFigures): string {
  if (forecast === undefined) return "";
  const money = (amount: bigint) => moneyText(amount, watched.budget.currency);
  return `The period is forecast to end at ${money(forecast.expected)} (${money(forecast.low)} to ${money(forecast.high)}).`;
}

function blockSentence({ account: { watched, period }, counter, threshold }: Crossing): string {
  const { budget, limit, grace } = watched;
  if (budget.action !== "block" || threshold === null || threshold < 100) return "";
  if (counter.spent < limit + grace)
    return `Calls are refused after a grace amount of ${moneyText(grace, budget.currency)}.`;
  const until = budget.period.kind === "rolling" ? "the window has room again" : dayText(period.toMs, budget.timeZone);
  return `Calls are refused until ${until}.`;
}

function filtersOf({ account: { watched }, subject }: Crossing) {
  const own = watched.filters.map(({ dimension, op, values }) => ({ dimension, op, values }));
  return watched.each === null ? own : [...own, { dimension: watched.each, op: "in", values: [subject] }];
}

function dayText(ms: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, day: "numeric", month: "short", year: "numeric" }).format(ms);
}
