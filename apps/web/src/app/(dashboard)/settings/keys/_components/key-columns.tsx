import type { inferRouterOutputs } from "@trpc/server";
import type { Column } from "#components/table/column.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatTime } from "#lib/time/format-time.ts";
import type { AppRouter } from "#server/root.ts";

export type KeyRow = inferRouterOutputs<AppRouter>["settings"]["keys"]["list"][number];

export function keyColumns(timeZone: string, onRevoke: (key: KeyRow) => void): Column<KeyRow>[] {
  return [
    { id: "label", header: "Name", isTitle: true, cell: ({ label }) => <span className="font-medium">{label}</span> },
    { id: "scope", header: "May", cell: ({ scope }) => <Badge>{scope}</Badge> },
    {
      id: "prefix",
      header: "Starts with",
      cell: ({ prefix }) => <code className="font-mono text-xs text-ink-2">{prefix}…</code>,
    },
    {
      id: "tenant",
      header: "Tenant",
      cell: ({ tenant }) => tenant || <span className="text-ink-3">as spans say</span>,
    },
    { id: "created", header: "Created", cell: ({ createdAtMs }) => formatTime(createdAtMs, "dayYear", timeZone) },
    {
      id: "state",
      header: "",
      align: "right",
      cell: (key) =>
        key.revokedAtMs === null ? (
          <Button variant="danger" onClick={() => onRevoke(key)}>
            Revoke
          </Button>
        ) : (
          <span className="text-ink-3">revoked {formatTime(key.revokedAtMs, "dayYear", timeZone)}</span>
        ),
    },
  ];
}
