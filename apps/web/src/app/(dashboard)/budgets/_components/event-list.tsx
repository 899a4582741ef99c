"use client";
import type { AlertEvent } from "@spanledger/clickhouse";
import { Badge } from "#components/ui/badge.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { eventTargets } from "#lib/budgets/event-targets.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { formatTime } from "#lib/time/format-time.ts";

const TONES = { info: "neutral", warning: "warn", critical: "bad" } as const;

/** What fired and recovered, with the trace or the calls behind each. */
export function EventList({ events, empty }: { readonly events: readonly AlertEvent[]; readonly empty: string }) {
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  if (events.length === 0) return <p className="text-ink-2">{empty}</p>;
  return (
    <ol className="divide-y">
      {events.map((event) => (
        <li key={event.id} className="flex flex-wrap gap-x-4 gap-y-1 py-2.5">
          <time
            className="num w-32 shrink-0 text-xs leading-5 text-ink-3"
            dateTime={new Date(event.atMs).toISOString()}
          >
            {formatTime(event.atMs, "seconds", timeZone)}
          </time>
          <div className="min-w-0 flex-1 basis-64">
            <p className="flex flex-wrap items-center gap-1.5">
              <span className="min-w-0 font-medium wrap-anywhere">{event.title}</span>
              <Badge tone={event.kind === "recovered" ? "good" : TONES[event.severity]}>
                {event.kind === "recovered" ? "recovered" : event.severity}
              </Badge>
              {event.isMuted && <Badge title="Nobody was told">muted</Badge>}
            </p>
            <p className="text-ink-2 wrap-anywhere">{event.sentence}</p>
            <p className="flex flex-wrap gap-x-3 text-xs">
              {eventTargets(event).map(({ href, label }) => (
                <ScopedLink key={href} href={href} className="text-accent hover:underline">
                  {label}
                </ScopedLink>
              ))}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
