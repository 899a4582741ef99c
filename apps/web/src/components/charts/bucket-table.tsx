"use client";
import { RowsDownload } from "#components/export/rows-download.tsx";
import { Money } from "#components/figures/money.tsx";
import { groupLabel } from "#lib/charts/spend-chart-model.ts";
import { useCurrency } from "#lib/money/use-currency.ts";
import { sumUsd } from "#lib/money/sum-usd.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { formatTime } from "#lib/time/format-time.ts";
import type { SpendOverTime } from "#server/views/spend-over-time.ts";

/** The figures behind the chart: one line per bucket, one column per series. */
export function BucketTable({ data, by }: { readonly data: SpendOverTime; readonly by: readonly string[] }) {
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const { code } = useCurrency();
  const labels = data.series.map(({ keys }) => (keys === null ? "Everything else" : groupLabel(by, keys)));
  const amounts = (index: number) => data.series.map(({ points }) => points[index]?.costUsd ?? "0");
  const columns = [
    { name: "start (UTC)", isFigure: false },
    ...labels.map((label) => ({ name: `${label} ${code}`, isFigure: true })),
    { name: `total ${code}`, isFigure: true },
  ];
  const rows = () =>
    data.buckets.map(({ startMs }, index) => [
      new Date(startMs).toISOString(),
      ...amounts(index),
      sumUsd(amounts(index)),
    ]);
  return (
    <div>
      <div className="max-h-96 overflow-auto rounded-md border">
        <table className="num w-full">
          <thead className="sticky top-0 bg-sunken text-xs text-ink-2">
            <tr>
              <th scope="col" className="px-3 py-2 text-left font-medium">
                Start
              </th>
              {labels.map((label) => (
                <th key={label} scope="col" className="max-w-40 truncate px-3 py-2 text-right font-medium">
                  {label}
                </th>
              ))}
              <th scope="col" className="px-3 py-2 text-right font-medium">
                Total
              </th>
            </tr>
          </thead>
          <tbody className="divide-y">
            {data.buckets.map(({ startMs }, index) => (
              <tr key={startMs}>
                <th scope="row" className="px-3 py-1.5 text-left font-normal whitespace-nowrap">
                  {formatTime(startMs, "dayTime", timeZone)}
                </th>
                {amounts(index).map((usd, series) => (
                  <td key={labels[series]} className="px-3 py-1.5 text-right">
                    {usd === "0" ? <span className="text-ink-3">–</span> : <Money usd={usd} />}
                  </td>
                ))}
                <td className="px-3 py-1.5 text-right font-medium">
                  <Money usd={sumUsd(amounts(index))} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <RowsDownload name="spend-over-time" columns={columns} rows={rows} className="mt-2" />
    </div>
  );
}
