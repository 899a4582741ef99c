"use client";
import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { PageHeader } from "#components/shell/page-header.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { StateMessage } from "#components/ui/state-message.tsx";
import { buildTree } from "#lib/calls/build-tree.ts";
import { InCurrency } from "#lib/money/use-currency.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { SpanDetail } from "./_components/span-detail.tsx";
import { SpanTree } from "./_components/span-tree.tsx";
import { TraceFigures } from "./_components/trace-figures.tsx";
import { traceParams } from "./search-params.ts";

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
  const {
    project,
    params: { currency },
  } = useScope();
  const [{ span }, setParams] = useQueryStates(traceParams, { history: "replace" });
  const trace = useQuery({
    ...useTRPC().calls.trace.queryOptions({ project, traceId, currency }),
    retry: (count, error) => error.data?.code !== "NOT_FOUND" && count < 1,
  });
  const spans = trace.data?.spans;
  const tree = useMemo(() => buildTree(spans ?? []), [spans]);
  if (trace.error)
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
        <TraceFigures spans={trace.data.spans} />
        {trace.data.currencyMissing !== "" && <p className="text-warn">{trace.data.currencyMissing}</p>}
        {trace.data.isCut && (
          <p className="text-warn">
            This trace has more spans than can be shown; the figures above cover the first 20,000.
          </p>
        )}
        <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_minmax(0,28rem)]">
          <SpanTree
            tree={tree}
            selected={selected?.spanId ?? null}
            onSelect={(spanId) => void setParams({ span: spanId })}
          />
          {selected && <SpanDetail key={`${selected.writer}:${selected.seq}`} span={selected} />}
        </div>
      </div>
    </InCurrency>
  );
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
