"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { MessagesSquare } from "lucide-react";
import { useRouter } from "next/navigation";
import { useCallback, useMemo, useState } from "react";
import { EmptyForFilter } from "#components/empty-for-filter.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { useScopedHref } from "#components/shell/scoped-link.tsx";
import { VirtualList } from "#components/table/virtual-list.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { StateMessage } from "#components/ui/state-message.tsx";
import { formatInteger } from "#lib/format-count.ts";
import { USD } from "#lib/money/display-currency.ts";
import { InCurrency } from "#lib/money/use-currency.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { SessionCard, sessionColumns } from "./_components/session-columns.tsx";

/** Conversations: what each cost, who led it, when it was last heard of. */
export function SessionsView() {
  return (
    <>
      <PageHeader title="Sessions" />
      <div className="p-4 sm:p-6">
        <Card
          flush
          label="Sessions"
          title="Last seen first"
          description="Traces that name the same conversation (gen_ai.conversation.id or session.id)."
        >
          <SessionList />
        </Card>
      </div>
    </>
  );
}

function SessionList() {
  const { input, params, refetchInterval } = useScope();
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const [isAtTop, setIsAtTop] = useState(true);
  const router = useRouter();
  const scoped = useScopedHref();
  const sessions = useInfiniteQuery({
    ...useTRPC().sessions.list.infiniteQueryOptions(input, {
      initialCursor: null,
      getNextPageParam: ({ next }) => next,
    }),
    placeholderData: keepPreviousData,
    // Whoever reads further down is not moved.
    refetchInterval: ({ state }) => (isAtTop && (state.data?.pages.length ?? 0) <= 3 ? refetchInterval : false),
    refetchOnWindowFocus: isAtTop,
  });
  const columns = useMemo(() => sessionColumns(timeZone), [timeZone]);
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = sessions;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);
  if (sessions.error && !sessions.data)
    return <ErrorState what="the sessions" error={sessions.error} onRetry={() => void sessions.refetch()} />;
  if (!sessions.data) return <Skeleton className="mx-4 mb-4 h-96" />;
  const rows = sessions.data.pages.flatMap((page) => page.sessions);
  if (rows.length === 0) return params.f.length > 0 || params.env !== null ? <EmptyForFilter /> : <NoSessions />;
  const first = sessions.data.pages[0];
  return (
    <InCurrency value={first?.currency ?? USD}>
      <VirtualList
        label="Sessions"
        columns={columns}
        rows={rows}
        rowKey={({ session }) => session}
        card={(row) => <SessionCard row={row} timeZone={timeZone} />}
        onOpen={({ session }) => router.push(scoped(`/sessions/${encodeURIComponent(session)}`))}
        onEnd={onEnd}
        onTop={setIsAtTop}
        isOpenEnded={hasNextPage}
      />
      <p className="border-t px-4 py-2 text-xs text-ink-3" role="status">
        {formatInteger(rows.length)} shown
        {isFetchingNextPage ? ", loading more…" : hasNextPage ? ", more as you scroll" : ", that is all of them"}
      </p>
    </InCurrency>
  );
}

function NoSessions() {
  return (
    <StateMessage icon={MessagesSquare} title="No sessions in this time range">
      A session is made by the attribute <code className="font-mono text-xs">gen_ai.conversation.id</code> or{" "}
      <code className="font-mono text-xs">session.id</code> on your spans. Nothing in this time range names one.
    </StateMessage>
  );
}
