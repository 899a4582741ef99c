"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Money } from "#components/figures/money.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatInteger } from "#lib/format-count.ts";
import { InCurrency } from "#lib/money/use-currency.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";

const OPEN: ReadonlySet<string> = new Set(["watching", "alerted"]);
const SHOWN = 2;

/** Whether an agent runs away now, and what was stopped lately. */
export function OpenRunaways() {
  const { input, refetchInterval } = useScope();
  const recent = useQuery({
    ...useTRPC().agents.recent.queryOptions({ project: input.project, currency: input.currency }),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  if (recent.error)
    return (
      <Card label="Runaway agents">
        <ErrorState what="the runaways" error={recent.error} onRetry={() => void recent.refetch()} />
      </Card>
    );
  if (!recent.data) return <Skeleton className="h-[132px] w-full" />;
  const { traces, currency } = recent.data;
  const open = traces.filter(({ state }) => OPEN.has(state));
  const halted = traces.filter(({ state }) => state === "halted");
  const listed = [...open, ...halted].slice(0, SHOWN);
  return (
    <Card
      title="Runaway agents"
      actions={
        <ScopedLink href="/agents" className="text-xs text-ink-2 hover:text-ink hover:underline">
          All agents
        </ScopedLink>
      }
    >
      <p className="flex flex-wrap items-baseline gap-x-2" data-testid="open-runaways">
        <span className={`num text-xl leading-7 font-semibold tracking-tight ${open.length > 0 ? "text-bad" : ""}`}>
          {formatInteger(open.length)} open
        </span>
        <span className="text-xs text-ink-2">{formatInteger(halted.length)} halted in the last 7 days</span>
      </p>
      <InCurrency value={currency}>
        <ul className="mt-1 space-y-1 empty:hidden">
          {listed.map(({ traceId, reasons, state, spentUsd }) => (
            <li key={traceId} className="min-w-0 text-xs text-ink-2">
              <ScopedLink
                href={`/agents?trace=${traceId}`}
                className="line-clamp-2 font-medium break-words text-ink hover:underline"
              >
                {reasons[0]?.sentence}
              </ScopedLink>
              {state}, <Money usd={spentUsd} unknown="cost not known" /> spent
            </li>
          ))}
        </ul>
      </InCurrency>
      {traces.length === 0 && <p className="mt-1 text-xs text-ink-3">Nothing was found in the last 7 days.</p>}
    </Card>
  );
}
