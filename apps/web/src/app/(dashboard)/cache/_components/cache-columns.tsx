import { Count } from "#components/figures/count.tsx";
import { Money } from "#components/figures/money.tsx";
import { Ratio } from "#components/figures/ratio.tsx";
import type { Column } from "#components/table/column.ts";
import { groupColumn } from "#components/table/group-column.tsx";
import { hitRate, netSaved, providerHitRate } from "#lib/cache/cache-facts.ts";
import { parseAmount } from "#lib/money/parse-amount.ts";
import type { RouterOutputs } from "#trpc/router-outputs.ts";

type Row = RouterOutputs["cache"]["table"]["rows"][number];

export function cacheColumns(by: readonly string[], filters: readonly string[]): Column<Row>[] {
  return [
    groupColumn(by, filters),
    count("calls", "Calls", ({ usage }) => usage.calls),
    {
      ...rate("provider", "Provider", ({ usage }) => providerHitRate(usage)),
      hint: "Part of the prompt tokens that were read from the provider's cache",
    },
    rate("exact", "Exact", ({ usage, gain }) => hitRate(gain.exactHits, usage)),
    rate("semantic", "Semantic", ({ usage, gain }) => hitRate(gain.semanticHits, usage)),
    count("read", "Tokens read", ({ gain }) => gain.readTokens),
    count("written", "Written", ({ gain }) => gain.write5mTokens + gain.write1hTokens),
    money("premium", "Write premium", ({ gain }) => gain.writePremiumUsd),
    money("saved", "Saved, net", ({ gain }) => netSaved(gain)),
  ];
}

function count(id: string, header: string, pick: (row: Row) => number): Column<Row> {
  return { id, header, align: "right", cell: (row) => <Count value={pick(row)} />, sortValue: pick };
}

function money(id: string, header: string, pick: (row: Row) => string): Column<Row> {
  return {
    id,
    header,
    align: "right",
    cell: (row) => (pick(row) === "0" ? <span className="text-ink-3">–</span> : <Money usd={pick(row)} />),
    sortValue: (row) => parseAmount(pick(row)),
    csvValue: pick,
  };
}

function rate(id: string, header: string, pick: (row: Row) => number | null): Column<Row> {
  return { id, header, align: "right", cell: (row) => <Ratio value={pick(row)} />, sortValue: pick };
}
