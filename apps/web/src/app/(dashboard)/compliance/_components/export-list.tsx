"use client";
import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useMemo } from "react";
import type { Column } from "#components/table/column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatBytes } from "#lib/format-bytes.ts";
import { formatInteger } from "#lib/format-count.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";
import type { AppRouter } from "#server/root.ts";
import { useTRPC } from "#trpc/client.tsx";

type ExportRow = inferRouterOutputs<AppRouter>["compliance"]["exports"][number];

const OPEN: ReadonlySet<string> = new Set(["requested", "running"]);

/** The exports that were made and are being made. */
export function ExportList({ mayChange }: { readonly mayChange: boolean }) {
  const { project } = useScope();
  const trpc = useTRPC();
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const exports = useQuery({
    ...trpc.compliance.exports.queryOptions({ project }),
    refetchInterval: ({ state }) => (state.data?.some((row) => OPEN.has(row.state)) === true ? 1_000 : false),
  });
  const columns = useMemo(() => exportColumns(mayChange ? project : null, timeZone), [mayChange, project, timeZone]);
  return (
    <Card flush title="Past exports">
      {exports.error ? (
        <ErrorState what="the exports" error={exports.error} onRetry={() => void exports.refetch()} />
      ) : !exports.data ? (
        <Skeleton className="mx-4 mb-4 h-24" />
      ) : (
        <DataTable
          label="Exports"
          columns={columns}
          rows={exports.data}
          rowKey={({ id }) => id}
          empty={<p className="px-4 pb-6 text-ink-2">No export was made yet.</p>}
        />
      )}
    </Card>
  );
}

/** `project` is null for who may not download. */
function exportColumns(project: string | null, timeZone: string): readonly Column<ExportRow>[] {
  return [
    {
      id: "asked",
      header: "Asked",
      isTitle: true,
      cell: ({ requestedAtMs }) => <span className="num">{formatTime(requestedAtMs, "seconds", timeZone)}</span>,
    },
    { id: "system", header: "System", cell: ({ system }) => <span className="break-all">{system}</span> },
    {
      id: "period",
      header: "Period (UTC)",
      isWide: true,
      cell: ({ fromUs, toUs }) => (
        <span className="num">
          {formatTime(fromUs / 1_000, "dayYear", "UTC")} to {formatTime(toUs / 1_000 - 1, "dayYear", "UTC")}
        </span>
      ),
    },
    { id: "state", header: "State", cell: (row) => <StateCell row={row} /> },
    {
      id: "records",
      header: "Records",
      align: "right",
      cell: ({ state, records }) => (state === "ready" ? formatInteger(records) : ""),
    },
    {
      id: "size",
      header: "Size",
      align: "right",
      cell: ({ state, bytes }) => (state === "ready" ? formatBytes(bytes) : ""),
    },
    {
      id: "hash",
      header: "SHA-256",
      isWide: true,
      cell: ({ state, sha256 }) =>
        state === "ready" && (
          <span className="flex items-center gap-1">
            <code className="font-mono text-xs">{sha256.slice(0, 12)}…</code>
            <CopyButton text={sha256} label="Copy the SHA-256 of the file" />
          </span>
        ),
    },
    {
      id: "download",
      header: "",
      align: "right",
      cell: ({ state, id }) =>
        state === "ready" &&
        project !== null && (
          <a className={buttonClass("outline")} href={`/api/evidence/${id}?project=${encodeURIComponent(project)}`}>
            Download
          </a>
        ),
    },
  ];
}

function StateCell({ row: { state, step, progress, error } }: { readonly row: ExportRow }) {
  if (state === "ready") return <Badge tone="good">ready</Badge>;
  if (state === "failed") return <span className="text-bad">{error}</span>;
  if (state === "deleted") return <Badge>deleted</Badge>;
  return (
    <Badge tone="accent">
      {step} {Math.floor(progress * 100)} %
    </Badge>
  );
}
