"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";
import { useTRPC } from "#trpc/client.tsx";
import { PlaceHold } from "./place-hold.tsx";
import { RetentionForm } from "./retention-form.tsx";

/** How long data is kept, and what must neither expire nor be erased for now. */
export function Holds({ mayChange }: { readonly mayChange: boolean }) {
  const { project } = useScope();
  const trpc = useTRPC();
  const client = useQueryClient();
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const [isPlacing, setPlacing] = useState(false);
  const retention = useQuery(trpc.compliance.retention.queryOptions({ project }));
  const holds = useQuery(trpc.compliance.holds.queryOptions({ project }));
  const release = useMutation(
    trpc.compliance.releaseHold.mutationOptions({
      onSettled: () => client.invalidateQueries(trpc.compliance.holds.queryFilter()),
    }),
  );
  return (
    <Card
      flush
      title="Retention and holds"
      description="What is older expires once a day, and the log says so. A hold blocks that and erasure. Keep bodies for 183 days at least."
      actions={mayChange && <Button onClick={() => setPlacing(true)}>Place a hold</Button>}
    >
      {isPlacing && <PlaceHold onClose={() => setPlacing(false)} />}
      {retention.error ? (
        <ErrorState what="the retention" error={retention.error} onRetry={() => void retention.refetch()} />
      ) : !retention.data ? (
        <Skeleton className="mx-4 mb-4 h-14" />
      ) : (
        <RetentionForm key={project} now={retention.data} mayChange={mayChange} />
      )}
      {release.error && (
        <p role="alert" className="px-4 pb-3 text-bad">
          {release.error.message}
        </p>
      )}
      {holds.error ? (
        <ErrorState what="the holds" error={holds.error} onRetry={() => void holds.refetch()} />
      ) : !holds.data ? (
        <Skeleton className="mx-4 mb-4 h-16" />
      ) : holds.data.length === 0 ? (
        <p className="px-4 pb-4 text-ink-2">No holds are in force.</p>
      ) : (
        <ul className="divide-y border-t">
          {holds.data.map(({ id, scope, value, basis, owner, note, reviewAtMs, placedAtMs }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
              <div className="min-w-0 flex-1 basis-56">
                <p className="font-medium break-all">
                  {scope === "project" ? "The whole project" : `${scope} ${value}`}
                </p>
                <p className="text-xs break-words text-ink-3">
                  {basis}, by {owner} since {formatTime(placedAtMs, "dayYear", timeZone)}
                  {reviewAtMs !== null && `, to be reviewed ${formatTime(reviewAtMs, "dayYear", "UTC")}`}
                </p>
                {note !== "" && <p className="text-xs break-words text-ink-2">{note}</p>}
              </div>
              {mayChange && (
                <Button disabled={release.isPending} onClick={() => release.mutate({ project, id })}>
                  Release
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
