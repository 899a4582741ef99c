"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useMemo } from "react";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { StateMessage } from "#components/ui/state-message.tsx";
import { excerptParts } from "#lib/calls/excerpt-parts.ts";
import { formatInteger } from "#lib/format-count.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";
import { useTRPC } from "#trpc/client.tsx";
import { CallList } from "./call-list.tsx";
import type { CallQuestion } from "./use-call-question.ts";

/** Spans whose content has the text. The search stops when it took long; the footer says how far back it came. */
export function ContentResults({
  question,
  text,
  timeZone,
}: {
  readonly question: CallQuestion;
  readonly text: string;
  readonly timeZone: string;
}) {
  const trpc = useTRPC();
  const { setParams } = useScope();
  const hits = useInfiniteQuery({
    ...trpc.calls.byContent.infiniteQueryOptions(
      { ...question, text },
      { initialCursor: null, getNextPageParam: ({ next }) => next },
    ),
    // Reading content is costly: it is searched once, not again and again.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  const rows = useMemo(() => hits.data?.pages.flatMap((page) => page.calls) ?? [], [hits.data]);
  if (text.length < 2) return <StateMessage icon={SearchX} title="Type at least two letters to search messages" />;
  if (hits.error) return <ErrorState what="the search" error={hits.error} onRetry={() => void hits.refetch()} />;
  if (!hits.data)
    return (
      <div role="status" aria-label="Searching" className="px-4 pb-4">
        <Skeleton className="h-72 w-full" />
      </div>
    );
  const searched = hits.data.pages.reduce((sum, page) => sum + page.searched, 0);
  const to = hits.data.pages.findLast((page) => page.searchedToMs !== null)?.searchedToMs ?? null;
  return (
    <>
      {rows.length === 0 ? (
        <StateMessage
          icon={SearchX}
          title={hits.hasNextPage ? "Not found so far" : "No message has these words"}
          action={
            hits.hasNextPage ? undefined : (
              <Button onClick={() => void setParams({ range: "90d" })}>Search the last 90 days</Button>
            )
          }
        >
          {hits.hasNextPage
            ? "The newest part of the range is searched. Go on to search further back."
            : "Every stored message, tool call and document of this time range was searched. Messages past their retention or erased cannot be found."}
        </StateMessage>
      ) : (
        <CallList
          rows={rows}
          timeZone={timeZone}
          note={({ excerpt }) => <Excerpt excerpt={excerpt ?? ""} text={text} />}
        />
      )}
      <div
        className="flex flex-wrap items-center justify-between gap-3 border-t px-4 py-2.5 text-xs text-ink-2"
        role="status"
      >
        <span>
          Searched {formatInteger(searched)} spans
          {to !== null && `, newest first, back to ${formatTime(to, "dayTime", timeZone)}`}.{" "}
          {hits.hasNextPage ? "Older ones are not searched yet." : "That is the whole range."}
        </span>
        {hits.hasNextPage && (
          <Button disabled={hits.isFetchingNextPage} onClick={() => void hits.fetchNextPage()}>
            {hits.isFetchingNextPage ? "Searching…" : "Search further back"}
          </Button>
        )}
      </div>
    </>
  );
}

function Excerpt({ excerpt, text }: { readonly excerpt: string; readonly text: string }) {
  return (
    <>
      {excerptParts(excerpt, text).map(({ words, isMatch }, index) =>
        isMatch ? (
          <mark key={index} className="rounded-sm bg-warn-soft px-0.5 text-ink">
            {words}
          </mark>
        ) : (
          <span key={index}>{words}</span>
        ),
      )}
    </>
  );
}
