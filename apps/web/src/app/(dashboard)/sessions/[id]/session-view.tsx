"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { PageHeader } from "#components/shell/page-header.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { StateMessage } from "#components/ui/state-message.tsx";
import { InCurrency } from "#lib/money/use-currency.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { SessionFigures } from "./_components/session-figures.tsx";
import { TraceTurn } from "./_components/trace-turn.tsx";

/** One conversation: its traces in order, each with what was asked, answered, spent. */
export function SessionView({ session }: { readonly session: string }) {
  return (
    <>
      <PageHeader
        scope="none"
        title={
          <span className="flex items-center gap-2">
            <ScopedLink href="/sessions" className="font-normal text-ink-3 hover:text-ink">
              Sessions
            </ScopedLink>
            <span className="text-ink-3">/</span>
            <span className="truncate">{session}</span>
            <CopyButton text={session} label="Copy the session id" />
          </span>
        }
      />
      {session.length > 1000 ? <UnknownSession /> : <Loaded session={session} />}
    </>
  );
}

function Loaded({ session }: { readonly session: string }) {
  const { project, params, refetchInterval } = useScope();
  const found = useInfiniteQuery({
    ...useTRPC().sessions.get.infiniteQueryOptions(
      { project, session, currency: params.currency },
      { initialCursor: null, getNextPageParam: ({ next }) => next },
    ),
    retry: (count, error) => error.data?.code !== "NOT_FOUND" && count < 1,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) <= 3 ? refetchInterval : false),
  });
  if (found.error && !found.data)
    return found.error.data?.code === "NOT_FOUND" ? (
      <UnknownSession />
    ) : (
      <ErrorState what="the session" error={found.error} onRetry={() => void found.refetch()} />
    );
  const first = found.data?.pages[0];
  if (!found.data || !first)
    return (
      <div className="space-y-4 p-4 sm:p-6">
        <Skeleton className="h-16 w-full" />
        <Skeleton className="h-[50vh] w-full" />
      </div>
    );
  const traces = found.data.pages.flatMap((page) => page.traces);
  return (
    <InCurrency value={first.currency}>
      <div className="mx-auto max-w-4xl space-y-4 p-4 sm:p-6">
        <SessionFigures traces={traces} isWhole={!found.hasNextPage} />
        {first.currencyMissing !== "" && <p className="text-warn">{first.currencyMissing}</p>}
        <ol className="space-y-4" aria-label="Traces of the session, oldest first">
          {traces.map((trace) => (
            <TraceTurn key={trace.traceId} trace={trace} />
          ))}
        </ol>
        {found.hasNextPage && (
          <div className="flex justify-center">
            <Button disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {found.isFetchingNextPage ? "Loading…" : "Show what came after"}
            </Button>
          </div>
        )}
      </div>
    </InCurrency>
  );
}

function UnknownSession() {
  return (
    <StateMessage
      icon={SearchX}
      title="There is no such session in this project"
      action={
        <ScopedLink href="/sessions" className={buttonClass("solid")}>
          All sessions
        </ScopedLink>
      }
    >
      It may belong to another project, be past its retention, or still be on its way.
    </StateMessage>
  );
}
