"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { ArrowUp } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { EmptyForFilter } from "#components/empty-for-filter.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { mergeLive } from "#lib/calls/merge-live.ts";
import { callKey, useLiveCalls, type ListedCall, type LiveCalls } from "#lib/calls/use-live-calls.ts";
import { formatInteger } from "#lib/format-count.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { CallList } from "./call-list.tsx";
import type { CallQuestion } from "./use-call-question.ts";

/** While new calls are streamed, the list behind them is asked again now and then: corrections change older rows. */
const BEHIND_LIVE_MS = 20_000;

interface NewestCallsProps {
  readonly question: CallQuestion;
  readonly timeZone: string;
  /** No filter of this page is set. */
  readonly onClear: (() => void) | undefined;
}

/** Calls newest first, page by page as one scrolls; with live on, new ones as they become queryable. */
export function NewestCalls({ question, timeZone, onClear }: NewestCallsProps) {
  const { params, refetchInterval } = useScope();
  const [isAtTop, setIsAtTop] = useState(true);
  const [held, setHeld] = useState<readonly ListedCall[] | null>(null);
  const live = useLiveCalls(question, params.live);
  const every = params.live ? BEHIND_LIVE_MS : refetchInterval;
  const calls = useInfiniteQuery({
    ...useTRPC().calls.list.infiniteQueryOptions(question, {
      initialCursor: null,
      getNextPageParam: ({ next }) => next,
    }),
    placeholderData: keepPreviousData,
    // Whoever reads further down is not moved.
    refetchInterval: ({ state }) => (isAtTop && (state.data?.pages.length ?? 0) <= 3 ? every : false),
    refetchOnWindowFocus: isAtTop,
  });
  const listed = useMemo(() => calls.data?.pages.flatMap((page) => page.calls) ?? [], [calls.data]);
  const shown = held ?? live.calls;
  const rows = useMemo(() => mergeLive(listed, shown, calls.hasNextPage), [listed, shown, calls.hasNextPage]);
  const arrived = useMemo(() => new Set(shown.map(callKey)), [shown]);
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = calls;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);
  const onTop = (isTop: boolean) => {
    if (isTop === isAtTop) return;
    setIsAtTop(isTop);
    setHeld(isTop ? null : live.calls);
  };
  if (calls.error && !calls.data)
    return <ErrorState what="the calls" error={calls.error} onRetry={() => void calls.refetch()} />;
  if (!calls.data) return <Skeleton className="mx-4 mb-4 h-96" />;
  const waiting = held === null ? 0 : live.calls.length - held.length;
  return (
    <>
      {params.live && <LiveNote live={live} />}
      {calls.error && (
        <p role="alert" className="px-4 pb-2 text-warn">
          Not refreshed: {calls.error.message}
        </p>
      )}
      {rows.length === 0 ? (
        <EmptyForFilter {...(onClear && { onClear })} />
      ) : (
        <div className="relative">
          {waiting > 0 && (
            <div className="absolute inset-x-0 top-10 z-20 flex justify-center">
              <Button
                variant="solid"
                onClick={({ currentTarget }) => {
                  currentTarget.closest("div.relative")?.querySelector("[role=table]")?.scrollTo({ top: 0 });
                }}
              >
                <ArrowUp size={14} aria-hidden />
                {formatInteger(waiting)} new
              </Button>
            </div>
          )}
          <CallList
            rows={rows}
            timeZone={timeZone}
            onEnd={onEnd}
            onTop={onTop}
            isOpenEnded={hasNextPage}
            isNew={(call) => arrived.has(callKey(call))}
          />
        </div>
      )}
      <p className="border-t px-4 py-2 text-xs text-ink-3" role="status">
        {formatInteger(rows.length)} shown
        {isFetchingNextPage ? ", loading more…" : hasNextPage ? ", more as you scroll" : ", that is all of them"}
      </p>
    </>
  );
}

const LIVE_WORDS = {
  off: "",
  connecting: "Connecting…",
  open: "Live: new calls appear as they become queryable.",
  paused: "Paused while this tab is in the background.",
  problem: "The live list is interrupted; it comes back by itself.",
} as const satisfies Record<LiveCalls["status"], string>;

function LiveNote({ live }: { readonly live: LiveCalls }) {
  return (
    <p role="status" className="px-4 pb-2 text-xs text-ink-2" data-live={live.status}>
      {LIVE_WORDS[live.status]}
      {live.skipped > 0 &&
        ` ${formatInteger(live.skipped)} came too fast to be shown one by one; the list below has them after its next refresh.`}
    </p>
  );
}
