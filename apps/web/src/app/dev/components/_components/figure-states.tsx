"use client";
import { Change } from "#components/figures/change.tsx";
import { Count } from "#components/figures/count.tsx";
import { Money } from "#components/figures/money.tsx";
import { Ratio } from "#components/figures/ratio.tsx";
import { Spend } from "#components/figures/spend.tsx";
import { Stat } from "#components/figures/stat.tsx";
import { UnpricedNote } from "#components/figures/unpriced-note.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { InCurrency } from "#lib/money/use-currency.ts";
import { NO_USAGE } from "#lib/usage/no-usage.ts";
import { Section } from "./section.tsx";

const PRICED = { ...NO_USAGE, calls: 1_234_567, costUsd: "98765.432100000001" };
const PARTLY = { ...PRICED, unpricedCalls: 88_000 };
const UNKNOWN = { ...NO_USAGE, calls: 4, unpricedCalls: 4, costUsd: null };

export function FigureStates() {
  return (
    <Section title="Figures">
      <dl className="grid grid-cols-2 rounded-lg border bg-surface sm:grid-cols-4">
        <Stat
          label="Spend"
          value={<Spend usage={PRICED} />}
          change={<Change ratio={0.638} good="down" />}
          note={<UnpricedNote usage={PRICED} />}
        />
        <Stat
          label="Partly unknown"
          value={<Spend usage={PARTLY} />}
          change={<Change ratio={-0.12} good="down" />}
          note={<UnpricedNote usage={PARTLY} />}
        />
        <Stat label="Unknown" value={<Spend usage={UNKNOWN} />} note={<UnpricedNote usage={UNKNOWN} />} />
        <Stat label="Tiny" value={<Money usd="0.00000042" />} change={<Change ratio={null} />} note="per call" />
        <Stat label="Nothing" value={<Money usd="0" />} change={<Change ratio={0} />} note="0 calls" />
        <Stat label="Count" value={<Count value={12_345_678} />} change={<Change ratio={0.05} />} />
        <Stat label="Ratio" value={<Ratio value={0.987} />} note={<Ratio value={null} />} />
        <InCurrency value={{ code: "EUR", perUsd: "0.92", rateDate: "2026-11-20" }}>
          <Stat label="In euros" value={<Money usd="1234.56" />} note={<Money usd="-0.0021" />} />
        </InCurrency>
        <div className="h-[86px] px-4 py-3">
          <Skeleton className="h-3 w-16" />
          <Skeleton className="mt-2 h-6 w-24" />
          <Skeleton className="mt-2 h-3 w-20" />
        </div>
      </dl>
    </Section>
  );
}
