"use client";
import type { SettingHistoryKind } from "@spanledger/clickhouse";
import { useQuery } from "@tanstack/react-query";
import { ChangeParts } from "#components/history/change-parts.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";
import { useTRPC } from "#trpc/client.tsx";

/** Who changed one setting, when, and what. */
export function ChangeHistory({ kind, id }: { readonly kind: SettingHistoryKind; readonly id: string }) {
  const { project } = useScope();
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const history = useQuery(useTRPC().settings.history.list.queryOptions({ project, kind, id }));
  return (
    <section>
      <h3 className="mb-2 font-medium">Who changed it</h3>
      {history.error ? (
        <ErrorState what="the history" error={history.error} onRetry={() => void history.refetch()} />
      ) : !history.data ? (
        <Skeleton className="h-16" />
      ) : (
        <ol className="divide-y text-xs">
          {history.data.changes.map((change) => (
            <li key={change.version} className="flex flex-wrap gap-x-4 gap-y-1 py-2">
              <span className="num w-32 shrink-0 text-ink-3">
                {formatTime(change.changedAtMs, "seconds", timeZone)}
              </span>
              <span className="w-40 shrink-0 truncate" title={change.changedBy}>
                {change.action} by {change.changedBy}
              </span>
              <div className="min-w-0 flex-1 basis-64 text-ink-2">
                {change.action === "changed" && <ChangeParts changes={change.changes} />}
              </div>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
