"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Change } from "#components/figures/change.tsx";
import { Spend } from "#components/figures/spend.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Tip } from "#components/ui/tip.tsx";
import { groupLabel } from "#lib/charts/spend-chart-model.ts";
import { relativeChangeUsd } from "#lib/relative-change.ts";
import { callsHref } from "#lib/scope/calls-href.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import type { Mover } from "#server/views/find-movers.ts";
import { useTRPC } from "#trpc/client.tsx";
import { SignedMoney } from "./signed-money.tsx";

const OPTIONS = [
  { value: "feature", label: "Feature" },
  { value: "tenant", label: "Tenant" },
  { value: "prompt_version", label: "Prompt version" },
  { value: "model", label: "Model" },
] as const;
type By = (typeof OPTIONS)[number]["value"];

export function TopMovers() {
  const [by, setBy] = useState<By>("feature");
  const { input, refetchInterval } = useScope();
  const trpc = useTRPC();
  const movers = useQuery({ ...trpc.overview.movers.queryOptions({ ...input, by }), placeholderData: keepPreviousData, refetchInterval });
  return (
    <Card
      flush
      title="What changed"
      description="Biggest changes of spend against the previous period, split into calls and cost per call."
      actions={<Segmented label="Compare by" value={by} options={OPTIONS} onChange={setBy} />}
    >
      {movers.error ? (
        <ErrorState what="what changed" error={movers.error} onRetry={() => void movers.refetch()} />
      ) : !movers.data ? (
        <Skeleton className="mx-4 mb-4 h-64" />
      ) : movers.data.length === 0 ? (
        <p className="px-4 pb-6 text-ink-2">Spend is the same as in the previous period.</p>
      ) : (
        <MoverTable movers={movers.data} by={by === "prompt_version" ? ["prompt_name", "prompt_version"] : [by]} />
      )}
    </Card>
  );
}

const HEAD = "px-3 py-2 text-right font-medium first:pl-4 first:text-left last:pr-4";
const CELL = "px-3 py-2 text-right first:pl-4 first:text-left last:pr-4";

function MoverTable({ movers, by }: { readonly movers: readonly Mover[]; readonly by: readonly string[] }) {
  const { params } = useScope();
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-[34rem]">
        <thead className="border-y bg-sunken text-xs text-ink-2">
          <tr>
            <th scope="col" className={HEAD}>Name</th>
            <th scope="col" className={HEAD}>Before</th>
            <th scope="col" className={HEAD}>Now</th>
            <th scope="col" className={HEAD}>Change</th>
            <th scope="col" className={HEAD}>
              <Tip content="More or fewer calls, at the cost per call of the previous period">from calls</Tip>
            </th>
            <th scope="col" className={HEAD}>
              <Tip content="A different cost per call: model, prompt size, caching or price. The two parts add up to the change exactly.">from cost per call</Tip>
            </th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {movers.map(({ keys, before, after, split }) => (
            <tr key={keys.join("\u0000")} className="hover:bg-hover">
              <td className={CELL}>
                <ScopedLink href={callsHref({ by, keys, filters: params.f })} className="block max-w-72 truncate font-medium hover:underline">
                  {groupLabel(by, keys)}
                </ScopedLink>
              </td>
              <td className={CELL}><Spend usage={before} /></td>
              <td className={CELL}><Spend usage={after} /></td>
              <td className={CELL}>
                <span className="inline-flex items-baseline gap-2">
                  <SignedMoney usd={split.total} />
                  <span className="inline-block w-16 text-xs"><Change ratio={relativeChangeUsd(before.costUsd ?? "0", after.costUsd ?? "0")} good="down" /></span>
                </span>
              </td>
              <td className={`${CELL} text-ink-2`}><SignedMoney usd={split.volume} /></td>
              <td className={`${CELL} text-ink-2`}><SignedMoney usd={split.rate} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
