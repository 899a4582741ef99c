"use client";
import type { TreeCall } from "@spanledger/clickhouse";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useQueryStates } from "nuqs";
import { Badge } from "#components/ui/badge.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { InCurrency } from "#lib/money/use-currency.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { traceParams } from "../search-params.ts";
import { SpanCost } from "./span-cost.tsx";

const loading = () => <Skeleton className="h-40 w-full" />;
const SpanMessages = dynamic(async () => (await import("./span-messages.tsx")).SpanMessages, { loading });
const SpanAttributes = dynamic(async () => (await import("./span-attributes.tsx")).SpanAttributes, { loading });

const OPTIONS = [
  { value: "cost", label: "Cost" },
  { value: "messages", label: "Messages" },
  { value: "attributes", label: "Attributes" },
] as const;

/** One span in full. The tree has its head at once; the rest is asked for when it is opened. */
export function SpanDetail({ span, traceId }: { readonly span: TreeCall; readonly traceId: string }) {
  const [{ tab }, setParams] = useQueryStates(traceParams, { history: "replace" });
  return (
    <section aria-label={`Span ${span.name}`} className="min-w-0 rounded-lg border bg-surface xl:sticky xl:top-16">
      <header className="space-y-2 border-b p-4">
        <div className="flex items-start gap-2">
          <h2 className="min-w-0 flex-1 font-medium break-words">{span.name}</h2>
          {span.status === "error" && <Badge tone="bad">{span.errorType || "failed"}</Badge>}
        </div>
        <Segmented label="Details" value={tab} options={OPTIONS} onChange={(next) => void setParams({ tab: next })} />
      </header>
      <div className="max-h-[62vh] overflow-y-auto p-4" tabIndex={0} role="region" aria-label="Details of the span">
        {tab === "messages" ? (
          <SpanMessages traceId={traceId} spanId={span.spanId} />
        ) : (
          <Loaded span={span} traceId={traceId} tab={tab} />
        )}
      </div>
    </section>
  );
}

interface LoadedProps {
  readonly span: TreeCall;
  readonly traceId: string;
  readonly tab: "cost" | "attributes";
}

function Loaded({ span, traceId, tab }: LoadedProps) {
  const { project, params, refetchInterval } = useScope();
  const { spanId, writer, seq } = span;
  const found = useQuery({
    ...useTRPC().calls.span.queryOptions({ project, traceId, spanId, currency: params.currency }),
    refetchInterval,
  });
  if (found.error && !found.data)
    return <ErrorState what="the span" error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton className="h-64 w-full" />;
  const full = found.data.spans.find((row) => row.writer === writer && row.seq === seq) ?? found.data.spans[0];
  if (!full) return null;
  return (
    <InCurrency value={found.data.currency}>
      {tab === "cost" ? <SpanCost span={full} /> : <SpanAttributes span={full} />}
    </InCurrency>
  );
}
