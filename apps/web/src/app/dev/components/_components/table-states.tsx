"use client";
import { useState } from "react";
import { Count } from "#components/figures/count.tsx";
import { Spend } from "#components/figures/spend.tsx";
import type { Column } from "#components/table/column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { Card } from "#components/ui/card.tsx";
import { notify } from "#lib/notify.ts";
import { parseAmount } from "#lib/money/parse-amount.ts";
import { valueLabel } from "#lib/scope/dimensions.ts";
import { sampleRows, type SampleRow } from "./samples.ts";
import { Section } from "./section.tsx";

const COLUMNS: readonly Column<SampleRow>[] = [
  {
    id: "name",
    header: "Feature",
    isTitle: true,
    cell: ({ name }) => <span className="block max-w-80 truncate font-medium">{valueLabel("feature", name)}</span>,
    sortValue: ({ name }) => name,
  },
  {
    id: "spend",
    header: "Spend",
    align: "right",
    cell: ({ usage }) => <Spend usage={usage} />,
    sortValue: ({ usage }) => (usage.costUsd === null ? null : parseAmount(usage.costUsd)),
    csvValue: ({ usage }) => usage.costUsd,
  },
  {
    id: "calls",
    header: "Calls",
    align: "right",
    cell: ({ usage }) => <Count value={usage.calls} />,
    sortValue: ({ usage }) => usage.calls,
  },
  {
    id: "unpriced",
    header: "No price",
    align: "right",
    hint: "Calls without a price",
    cell: ({ usage }) => <Count value={usage.unpricedCalls} />,
    sortValue: ({ usage }) => usage.unpricedCalls,
  },
];
const FEW = sampleRows(5);
const MANY = sampleRows(10_000);

export function TableStates() {
  return (
    <Section title="Tables">
      <Card flush title="No rows">
        <DataTable
          label="No rows"
          columns={COLUMNS}
          rows={[]}
          rowKey={({ name }) => name}
          empty={<p className="px-4 pb-5 text-ink-2">No feature by that name.</p>}
        />
      </Card>
      <Card flush title="A few rows, with a total">
        <SampleTable label="Few rows" rows={FEW} />
      </Card>
      <Card flush title="Ten thousand rows">
        <SampleTable label="Many rows" rows={MANY} tools="dev-many" />
      </Card>
    </Section>
  );
}

function SampleTable({
  label,
  rows,
  tools,
}: {
  readonly label: string;
  readonly rows: readonly SampleRow[];
  readonly tools?: string;
}) {
  const [sort, setSort] = useState("");
  const [total] = FEW;
  return (
    <DataTable
      label={label}
      columns={COLUMNS}
      rows={rows}
      rowKey={({ name }) => name}
      sort={sort}
      onSort={setSort}
      {...(tools ? { tools, onOpen: ({ name }: SampleRow) => notify(`Opened ${name}`) } : {})}
      {...(total && !tools ? { footer: [{ key: "total", row: { ...total, name: "Total" }, strong: true }] } : {})}
    />
  );
}
