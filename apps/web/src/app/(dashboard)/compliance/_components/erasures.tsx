"use client";
import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useMemo } from "react";
import type { Column } from "#components/table/column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatInteger } from "#lib/format-count.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";
import type { AppRouter } from "#server/root.ts";
import { useTRPC } from "#trpc/client.tsx";
import { AskErasure } from "./ask-erasure.tsx";

type Erasure = inferRouterOutputs<AppRouter>["compliance"]["erasures"][number];

const OPEN: ReadonlySet<string> = new Set(["requested", "running"]);
const TONES = {
  requested: "accent",
  running: "accent",
  done: "good",
  held: "warn",
  refused: "warn",
  failed: "bad",
} as const;

/** Requests to erase somebody's data, and what became of them. Whose data it was is not kept. */
export function Erasures({ mayChange }: { readonly mayChange: boolean }) {
  const { project } = useScope();
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const erasures = useQuery({
    ...useTRPC().compliance.erasures.queryOptions({ project }),
    refetchInterval: ({ state }) => (state.data?.some((row) => OPEN.has(row.state)) === true ? 1_000 : 15_000),
  });
  const columns = useMemo(() => erasureColumns(timeZone), [timeZone]);
  return (
    <Card
      flush
      title="Erasure requests"
      description="Texts are deleted physically and names replaced; figures stay, and the log still verifies."
    >
      {mayChange && <AskErasure />}
      {erasures.error ? (
        <ErrorState what="the erasures" error={erasures.error} onRetry={() => void erasures.refetch()} />
      ) : !erasures.data ? (
        <Skeleton className="mx-4 mb-4 h-24" />
      ) : (
        <DataTable
          label="Erasure requests"
          columns={columns}
          rows={erasures.data}
          rowKey={({ id }) => id}
          empty={<p className="px-4 pb-4 text-ink-2">Nothing was asked to be erased.</p>}
        />
      )}
    </Card>
  );
}

function erasureColumns(timeZone: string): readonly Column<Erasure>[] {
  return [
    {
      id: "asked",
      header: "Asked",
      isTitle: true,
      cell: ({ requestedAtMs }) => <span className="num">{formatTime(requestedAtMs, "seconds", timeZone)}</span>,
    },
    { id: "kind", header: "Of a", cell: ({ kind }) => kind },
    { id: "basis", header: "Basis", cell: ({ basis }) => <code className="font-mono text-xs">{basis}</code> },
    { id: "state", header: "State", cell: ({ state }) => <Badge tone={TONES[state]}>{state}</Badge> },
    {
      id: "texts",
      header: "Texts",
      align: "right",
      cell: ({ state, contents }) => (state === "done" ? formatInteger(contents) : ""),
    },
    {
      id: "records",
      header: "Records",
      align: "right",
      cell: ({ state, records }) => (state === "done" ? formatInteger(records) : ""),
    },
    {
      id: "words",
      header: "Found afterwards",
      isWide: true,
      cell: (row) => <span className="break-words whitespace-normal text-ink-2">{wordsOf(row)}</span>,
    },
  ];
}

function wordsOf({ state, reason, found }: Erasure): string {
  if (state !== "done") return reason;
  const left = Object.entries(found).filter(([, count]) => count > 0);
  return left.length === 0 ? "nothing" : left.map(([table, count]) => `${count} in ${table}`).join(", ");
}
