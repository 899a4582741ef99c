"use client";
import { formatMoney } from "#lib/money/format-money.ts";
import { formatTime } from "#lib/time/format-time.ts";
import type { BudgetDetail } from "#server/views/budgets/budget-detail.ts";

const WIDTH = 1_000;
const HEIGHT = 300;
const LABEL_PX = 14;

/** Spent by day against the limit, its thresholds and where the period will end. */
export function BurnDownChart({
  detail,
  nowMs,
  height = 220,
}: {
  readonly detail: BudgetDetail;
  readonly nowMs: number;
  readonly height?: number;
}) {
  const { budget, fromMs, toMs, forecast, standing } = detail;
  const limit = Number(budget.amount);
  const marks = [...new Set([...budget.thresholds, 100])];
  const highest = Math.max(limit, Number(standing.spent), Number(forecast?.high ?? "0"));
  const top = highest * 1.1;
  const x = (ms: number) => (WIDTH * Math.min(toMs, Math.max(fromMs, ms)) - WIDTH * fromMs) / (toMs - fromMs);
  const y = (amount: number) => HEIGHT - (HEIGHT * amount) / top;
  // Beside a spend far above the limit the marks are close: that of the limit is named, others where there is room.
  const isApart = (percent: number) =>
    percent === 100 || (height * limit * Math.abs(percent - 100)) / 100 / top >= LABEL_PX;
  const line = detail.points.map(({ total }, index) => {
    const endMs = detail.points[index + 1]?.startMs ?? nowMs;
    return `${x(endMs)},${y(Number(total))}`;
  });
  const path = [`0,${HEIGHT}`, ...line];
  const here = `${x(nowMs)},${y(Number(standing.spent))}`;
  return (
    <figure className="min-w-0">
      <div className="relative mr-11" style={{ height }}>
        <svg
          role="img"
          aria-label={describe(detail)}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="absolute inset-0 h-full w-full overflow-visible"
        >
          {forecast && (
            <polygon
              points={`${here} ${WIDTH},${y(Number(forecast.low))} ${WIDTH},${y(Number(forecast.high))}`}
              className="fill-accent opacity-15"
            />
          )}
          <polygon points={`${path.join(" ")} ${x(nowMs)},${HEIGHT}`} className="fill-accent opacity-20" />
          <polyline
            points={path.join(" ")}
            fill="none"
            className="stroke-accent"
            strokeWidth={2}
            vectorEffect="non-scaling-stroke"
          />
          {forecast && (
            <polyline
              points={`${here} ${WIDTH},${y(Number(forecast.expected))}`}
              fill="none"
              className="stroke-accent"
              strokeWidth={1.5}
              strokeDasharray="5 4"
              vectorEffect="non-scaling-stroke"
            />
          )}
          <line
            x1={0}
            x2={WIDTH}
            y1={HEIGHT}
            y2={HEIGHT}
            className="stroke-line-strong"
            vectorEffect="non-scaling-stroke"
          />
          {marks.map((percent) => (
            <line
              key={percent}
              x1={0}
              x2={WIDTH}
              y1={y((limit * percent) / 100)}
              y2={y((limit * percent) / 100)}
              className={percent >= 100 ? "stroke-bad" : "stroke-ink-3"}
              strokeDasharray={percent === 100 ? "" : "2 4"}
              strokeWidth={1}
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </svg>
        {marks
          .filter((percent) => isApart(percent))
          .map((percent) => (
            <span
              key={percent}
              aria-hidden
              className="num absolute left-full ml-1.5 -translate-y-1/2 text-2xs whitespace-nowrap text-ink-3"
              style={{ top: `${(100 * y((limit * percent) / 100)) / HEIGHT}%` }}
            >
              {percent} %
            </span>
          ))}
      </div>
      <div className="num mt-1 mr-11 flex justify-between text-2xs text-ink-3" aria-hidden>
        <span>{formatTime(fromMs, "day", budget.timeZone)}</span>
        <span>{formatTime(toMs - 1, "day", budget.timeZone)}</span>
      </div>
    </figure>
  );
}

/** The chart in words. */
function describe({ budget, standing, forecast }: BudgetDetail): string {
  const money = (amount: string) => formatMoney(amount, { code: budget.currency, perUsd: "1", rateDate: "" });
  const ahead =
    forecast === null
      ? ""
      : ` The period is forecast to end at ${money(forecast.expected)}, between ${money(forecast.low)} and ${money(forecast.high)}.`;
  return `${money(standing.spent)} of ${money(budget.amount)} spent, ${standing.percent} %.${ahead}`;
}
