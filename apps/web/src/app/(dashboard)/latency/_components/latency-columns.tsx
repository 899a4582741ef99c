import type { LatencyRow } from "@spanledger/clickhouse";
import { Count } from "#components/figures/count.tsx";
import { Ratio } from "#components/figures/ratio.tsx";
import type { Column } from "#components/table/column.ts";
import { groupColumn } from "#components/table/group-column.tsx";
import { formatDuration } from "#lib/format-duration.ts";
import { tokensPerSecond } from "#lib/latency/tokens-per-second.ts";
import { errorRate } from "#lib/usage/usage-facts.ts";

type Percentile = "p50Ms" | "p95Ms" | "p99Ms";

export function latencyColumns(by: readonly string[], filters: readonly string[]): Column<LatencyRow>[] {
  return [
    groupColumn(by, filters),
    {
      id: "calls",
      header: "Calls",
      align: "right",
      cell: ({ usage }) => <Count value={usage.calls} />,
      sortValue: ({ usage }) => usage.calls,
    },
    time("p50", "Median", ({ duration }) => duration?.p50Ms),
    time("p95", "p95", ({ duration }) => duration?.p95Ms),
    time("p99", "p99", ({ duration }) => duration?.p99Ms),
    { ...time("first50", "First token", firstToken("p50Ms")), hint: "Median time to the first token" },
    { ...time("first95", "p95 first", firstToken("p95Ms")), hint: "95th percentile of the time to the first token" },
    { ...time("first99", "p99 first", firstToken("p99Ms")), hint: "99th percentile of the time to the first token" },
    {
      id: "speed",
      header: "Tokens/s",
      align: "right",
      hint: "Output tokens per second of the whole call, the wait for the first token included",
      cell: ({ usage, duration }) => {
        const speed = tokensPerSecond(usage, duration);
        return speed === null ? <span className="text-ink-3">–</span> : speed.toFixed(1);
      },
      sortValue: ({ usage, duration }) => tokensPerSecond(usage, duration),
    },
    {
      id: "errors",
      header: "Errors",
      align: "right",
      hint: "Part of the calls that failed",
      cell: ({ usage }) => <Ratio value={errorRate(usage)} />,
      sortValue: ({ usage }) => errorRate(usage),
    },
  ];
}

function firstToken(percentile: Percentile) {
  return ({ ttft }: LatencyRow) => ttft?.[percentile];
}

function time(id: string, header: string, pick: (row: LatencyRow) => number | undefined): Column<LatencyRow> {
  return {
    id,
    header,
    align: "right",
    cell: (row) => {
      const ms = pick(row);
      return ms === undefined ? <span className="text-ink-3">–</span> : formatDuration(ms);
    },
    sortValue: (row) => pick(row) ?? null,
  };
}
