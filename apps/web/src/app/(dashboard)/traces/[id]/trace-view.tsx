"use client";
import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import dynamic from "next/dynamic";
import { useQueryStates } from "nuqs";
import { useCallback, useMemo } from "react";
import { PageHeader } from "#components/shell/page-header.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { StateMessage } from "#components/ui/state-message.tsx";
import { Tip } from "#components/ui/tip.tsx";
import { buildTree } from "#lib/calls/build-tree.ts";
import { criticalPath } from "#lib/calls/critical-path.ts";
import { unpackRows } from "#lib/pack-rows.ts";
import { InCurrency } from "#lib/money/use-currency.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import type { RouterOutputs } from "#trpc/router-outputs.ts";
import { SpanDetail } from "./_components/span-detail.tsx";
import { SpanTree } from "./_components/span-tree.tsx";
import { TraceFigures } from "./_components/trace-figures.tsx";
import { traceParams } from "./search-params.ts";

const AgentGraph = dynamic(async () => (await import("./_components/agent-graph.tsx")).AgentGraph, {
  loading: () => <Skeleton className="h-96 w-full" />,
});

/** A trace may still be growing for a while after its last span. */
const GROWING_MS = 10 * 60_000;
const NO_SPANS: readonly never[] = [];

export function TraceView({ traceId, shown }: { readonly traceId: string | null; readonly shown: string }) {
  return (
    <>
      <PageHeader
        scope="none"
        title={
          <span className="flex items-center gap-2">
            <ScopedLink href="/traces" className="font-normal text-ink-3 hover:text-ink">
              Calls
            </ScopedLink>
            <span className="text-ink-3">/</span>
            <span className="truncate font-mono text-[0.8125rem]">
              {shown.slice(0, 16)}
              {shown.length > 16 && "…"}
            </span>
            {traceId && <CopyButton text={traceId} label="Copy the trace id" />}
          </span>
        }
      />
      {traceId === null ? <UnknownTrace /> : <Loaded traceId={traceId} />}
    </>
  );
}

function Loaded({ traceId }: { readonly traceId: string }) {
  const { project, params: scope, refetchInterval } = useScope();
  const [{ span, view, path: showsPath }, setParams] = useQueryStates(traceParams, { history: "replace" });
  const trace = useQuery({
    ...useTRPC().calls.trace.queryOptions({ project, traceId, currency: scope.currency }),
    retry: (count, error) => error.data?.code !== "NOT_FOUND" && count < 1,
    select: unpacked,
    refetchInterval: ({ state }) =>
      isGrowing(state.data?.spans.columns.startTimeNs.values.at(-1)) ? refetchInterval : false,
  });
  const spans = trace.data?.spans ?? NO_SPANS;
  const tree = useMemo(() => buildTree(spans), [spans]);
  const path = useMemo(() => criticalPath(tree), [tree]);
  const select = useCallback((spanId: string) => void setParams({ span: spanId }), [setParams]);
  if (trace.error && !trace.data)
    return trace.error.data?.code === "NOT_FOUND" ? (
      <UnknownTrace />
    ) : (
      <ErrorState what="the trace" error={trace.error} onRetry={() => void trace.refetch()} />
    );
  if (!trace.data)
    return (
      <div className="space-y-4 p-4 sm:p-6">
        <Skeleton className="h-16 w-full" />
        <Skeleton className="h-[60vh] w-full" />
      </div>
    );
  const selected = trace.data.spans.find(({ spanId }) => spanId === span) ?? tree[0]?.span;
  return (
    <InCurrency value={trace.data.currency}>
      <div className="space-y-4 p-4 sm:p-6">
        <TraceFigures trace={trace.data} />
        {trace.data.currencyMissing !== "" && <p className="text-warn">{trace.data.currencyMissing}</p>}
        {trace.data.isCut && (
          <p className="text-warn">
            This trace has more spans than can be shown; the figures above cover the first 20,000.
          </p>
        )}
        <div className="flex flex-wrap items-center justify-between gap-3">
          <Segmented
            label="Show the trace as"
            value={view}
            options={[
              { value: "spans", label: "Spans" },
              { value: "agents", label: "Agents and tools" },
            ]}
            onChange={(next) => void setParams({ view: next })}
          />
          {view === "spans" && (
            <PathSwitch isOn={showsPath} onChange={(isOn) => void setParams({ path: isOn || null })} />
          )}
        </div>
        {view === "agents" ? (
          <AgentGraph tree={tree} />
        ) : (
          <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_minmax(0,28rem)]">
            <SpanTree
              tree={tree}
              path={path}
              showsPath={showsPath}
              selected={selected?.spanId ?? null}
              onSelect={select}
            />
            {selected && <SpanDetail key={`${selected.writer}:${selected.seq}`} span={selected} traceId={traceId} />}
          </div>
        )}
      </div>
    </InCurrency>
  );
}

function unpacked(trace: RouterOutputs["calls"]["trace"]) {
  return { ...trace, spans: unpackRows(trace.spans) };
}

function PathSwitch({ isOn, onChange }: { readonly isOn: boolean; readonly onChange: (isOn: boolean) => void }) {
  return (
    <span className="inline-flex items-center gap-2">
      <label className="inline-flex items-center gap-1.5">
        <input type="checkbox" checked={isOn} onChange={({ target }) => onChange(target.checked)} />
        Critical path
      </label>
      <Tip
        content="Read backwards from the end: at each instant the trace waits for the span that ended last before it, inside that span for its child that did, and so on. What is not on this path could be faster without making the trace shorter."
        className="text-xs text-ink-3 underline decoration-dotted"
      >
        what is it?
      </Tip>
    </span>
  );
}

function isGrowing(lastStartNs: string | undefined): boolean {
  return lastStartNs !== undefined && Date.now() - Number(BigInt(lastStartNs) / 1_000_000n) < GROWING_MS;
}

function UnknownTrace() {
  return (
    <StateMessage
      icon={SearchX}
      title="There is no such trace in this project"
      action={
        <ScopedLink href="/traces" className={buttonClass("solid")}>
          All calls
        </ScopedLink>
      }
    >
      It may belong to another project, be past its retention, or still be on its way: spans show up within seconds of
      arriving.
    </StateMessage>
  );
}
