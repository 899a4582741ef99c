import type { CurrencyRate } from "@spanledger/clickhouse";
import { Card } from "#components/ui/card.tsx";
import { formatInteger } from "#lib/format-count.ts";

export interface RateTableProps {
  readonly currency: string;
  readonly count: number;
  readonly firstDay: string;
  readonly newest: readonly CurrencyRate[];
}

export function RateTable({ currency, count, firstDay, newest }: RateTableProps) {
  if (count === 0) return null;
  return (
    <Card
      flush
      title={`${currency} for one US dollar`}
      description={`${formatInteger(count)} days since ${firstDay}; the newest 30 are shown.`}
    >
      <table className="num w-full">
        <thead className="border-y bg-sunken text-xs text-ink-2">
          <tr>
            <th scope="col" className="px-4 py-2 text-left font-medium">
              Day
            </th>
            <th scope="col" className="px-4 py-2 text-right font-medium">
              {currency} per USD
            </th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {newest.map(({ day, unitsPerUsd }) => (
            <tr key={day}>
              <td className="px-4 py-1.5">{day}</td>
              <td className="px-4 py-1.5 text-right">{unitsPerUsd}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
