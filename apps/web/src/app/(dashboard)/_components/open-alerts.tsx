"use client";
import { useQuery } from "@tanstack/react-query";
import { Badge } from "#components/ui/badge.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";
import { useTRPC } from "#trpc/client.tsx";

const SHOWN = 3;

/** What fires now and what fired in the last day; nothing while all is calm. */
export function OpenAlerts() {
  const { project, refetchInterval } = useScope();
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const open = useQuery({ ...useTRPC().alerts.open.queryOptions({ project }), refetchInterval });
  if (open.error)
    return (
      <Card label="Open alerts">
        <ErrorState what="the open alerts" error={open.error} onRetry={() => void open.refetch()} />
      </Card>
    );
  if (!open.data || open.data.length === 0) return null;
  return (
    <Card
      title="Open alerts"
      actions={
        <ScopedLink href="/budgets?tab=alerts" className="text-xs text-ink-2 hover:text-ink hover:underline">
          {open.data.length > SHOWN ? `All ${open.data.length}` : "Timeline"}
        </ScopedLink>
      }
    >
      <ul className="space-y-1.5">
        {open.data.slice(0, SHOWN).map(({ id, title, sentence, severity, atMs }) => (
          <li key={id} className="flex items-baseline gap-2" title={sentence}>
            <Badge tone={severity === "critical" ? "bad" : severity === "warning" ? "warn" : "neutral"}>
              {severity}
            </Badge>
            <span className="min-w-0 flex-1 truncate">{title}</span>
            <span className="num shrink-0 text-xs text-ink-3">{formatTime(atMs, "dayTime", timeZone)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
