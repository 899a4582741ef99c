import type { SessionRow } from "@spanledger/clickhouse";
import { Money } from "#components/figures/money.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import type { ListColumn } from "#components/table/list-column.ts";
import { Badge } from "#components/ui/badge.tsx";
import { formatInteger } from "#lib/format-count.ts";
import { formatDuration } from "#lib/format-duration.ts";
import { formatTime } from "#lib/time/format-time.ts";

/** Columns of the list of sessions. Times are in the project's zone. */
export function sessionColumns(timeZone: string): readonly ListColumn<SessionRow>[] {
  return [
    { id: "session", header: "Session", width: "minmax(0,1.4fr)", cell: (row) => <Name row={row} /> },
    { id: "user", header: "User", width: "minmax(0,1fr)", cell: ({ user }) => <Text value={user} absent="no user" /> },
    {
      id: "tenant",
      header: "Tenant",
      width: "minmax(0,1fr)",
      cell: ({ tenant }) => <Text value={tenant} absent="no tenant" />,
    },
    {
      id: "feature",
      header: "Feature",
      width: "minmax(0,1fr)",
      cell: ({ feature }) => <Text value={feature} absent="no feature" />,
    },
    { id: "traces", header: "Traces", width: "4rem", isRight: true, cell: ({ traces }) => formatInteger(traces) },
    {
      id: "calls",
      header: "Calls",
      width: "4rem",
      isRight: true,
      cell: ({ usage }) => formatInteger(usage?.calls ?? 0),
    },
    {
      id: "duration",
      header: "Lasted",
      width: "5rem",
      isRight: true,
      hint: "From its first span's start to its last span's end, in this time range",
      cell: ({ firstSeenMs, lastSeenMs }) => formatDuration(lastSeenMs - firstSeenMs),
    },
    {
      id: "spend",
      header: "Spend",
      width: "6rem",
      isRight: true,
      cell: (row) => <SessionSpend row={row} />,
    },
    {
      id: "seen",
      header: "Last seen",
      width: "8rem",
      isRight: true,
      cell: ({ lastSeenMs }) => formatTime(lastSeenMs, "dayTime", timeZone),
    },
  ];
}

/** The same session in a few lines, for a phone. */
export function SessionCard({ row, timeZone }: { readonly row: SessionRow; readonly timeZone: string }) {
  return (
    <div className="flex h-full flex-col justify-center gap-0.5">
      <div className="flex items-center justify-between gap-2">
        <Name row={row} />
        <SessionSpend row={row} />
      </div>
      <div className="flex items-center justify-between gap-3 text-xs text-ink-2">
        <span className="min-w-0 truncate">{[row.user, row.tenant].filter(Boolean).join(" · ") || "no user"}</span>
        <span className="num shrink-0">{formatInteger(row.usage?.calls ?? 0)} calls</span>
      </div>
      <p className="truncate text-xs text-ink-3">{formatTime(row.lastSeenMs, "dayTime", timeZone)}</p>
    </div>
  );
}

function Name({ row }: { readonly row: SessionRow }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <ScopedLink
        href={`/sessions/${encodeURIComponent(row.session)}`}
        title={row.session}
        className="min-w-0 truncate font-medium hover:underline"
      >
        {row.session}
      </ScopedLink>
      {row.errors > 0 && <Badge tone="bad">{row.errors} failed</Badge>}
    </span>
  );
}

function SessionSpend({ row: { usage } }: { readonly row: SessionRow }) {
  if (usage === null || usage.calls === 0) return <span className="text-ink-3">–</span>;
  return <Money usd={usage.costUsd} unknown={usage.unpricedCalls > 0 ? "no price" : "no usage"} />;
}

function Text({ value, absent }: { readonly value: string; readonly absent: string }) {
  return value === "" ? (
    <span className="text-ink-3">{absent}</span>
  ) : (
    <span className="block truncate" title={value}>
      {value}
    </span>
  );
}
