"use client";
import type { SettingChange, SettingHistoryKind } from "@spanledger/clickhouse";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { ChangeParts } from "#components/history/change-parts.tsx";
import type { Column } from "#components/table/column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { MenuSelect } from "#components/ui/menu-select.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatInteger } from "#lib/format-count.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";
import { useTRPC } from "#trpc/client.tsx";
import { historyParams } from "./search-params.ts";

const KINDS = [
  { value: "", label: "Everything" },
  { value: "budget", label: "Budgets" },
  { value: "alert", label: "Alerts" },
  { value: "channel", label: "Channels" },
  { value: "threshold", label: "Guard thresholds" },
  { value: "key", label: "Keys and their roles" },
  { value: "price", label: "Prices" },
  { value: "alias", label: "Model aliases" },
  { value: "currency", label: "Exchange rates" },
  { value: "project", label: "Project" },
  { value: "record-keeping", label: "Record-keeping" },
  { value: "retention", label: "Retention" },
] as const satisfies readonly { readonly value: "" | SettingHistoryKind; readonly label: string }[];

/** Every change of a setting: who, when, what it was and what it is. */
export function HistoryView() {
  const [params, setParams] = useQueryStates(historyParams, { history: "push" });
  const kind = KINDS.find(({ value }) => value === params.kind)?.value ?? "";
  const { project } = useScope();
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const history = useQuery({
    ...useTRPC().settings.history.list.queryOptions({ project, ...(kind === "" ? {} : { kind }) }),
    placeholderData: keepPreviousData,
  });
  const columns = useMemo(() => historyColumns(timeZone), [timeZone]);
  const { changes = [], count = 0 } = history.data ?? {};
  return (
    <Card
      flush
      title="History"
      description={
        count > changes.length
          ? `The newest ${formatInteger(changes.length)} of ${formatInteger(count)} changes.`
          : "Every change of a setting. Nothing is ever taken out of it."
      }
      actions={
        <MenuSelect
          label="Of"
          value={kind}
          options={KINDS}
          onChange={(next) => void setParams({ kind: next || null })}
        />
      }
    >
      {history.error ? (
        <ErrorState what="the history" error={history.error} onRetry={() => void history.refetch()} />
      ) : !history.data ? (
        <Skeleton className="mx-4 mb-4 h-64" />
      ) : (
        <DataTable
          label="History of settings"
          tools="settings-history"
          columns={columns}
          rows={changes}
          rowKey={({ kind: of, id, version }) => `${of} ${id} ${version}`}
          empty={<p className="px-4 pb-6 text-ink-2">Nothing of this kind was changed yet.</p>}
        />
      )}
    </Card>
  );
}

const TONES = { created: "good", changed: "neutral", deleted: "bad" } as const;

function historyColumns(timeZone: string): Column<SettingChange>[] {
  return [
    {
      id: "name",
      header: "Setting",
      isTitle: true,
      csvValue: ({ name }) => name,
      cell: ({ name, kind }) => (
        <span className="block max-w-56 truncate" title={name}>
          <span className="text-ink-3">{kind}</span> <span className="font-medium">{name}</span>
        </span>
      ),
    },
    {
      id: "at",
      header: "When",
      csvValue: ({ changedAtMs }) => new Date(changedAtMs).toISOString(),
      cell: ({ changedAtMs }) => (
        <span className="num whitespace-nowrap">{formatTime(changedAtMs, "seconds", timeZone)}</span>
      ),
    },
    {
      id: "by",
      header: "Who",
      isWide: true,
      csvValue: ({ changedBy }) => changedBy,
      cell: ({ changedBy }) => (
        <span className="block max-w-48 truncate" title={changedBy}>
          {changedBy}
        </span>
      ),
    },
    {
      id: "action",
      header: "Did",
      csvValue: ({ action }) => action,
      cell: ({ action }) => <Badge tone={TONES[action]}>{action}</Badge>,
    },
    {
      id: "changes",
      header: "What",
      isWide: true,
      csvValue: ({ changes }) =>
        changes.map(({ field, before, after }) => `${field}: ${before} -> ${after}`).join("; "),
      cell: ({ action, changes }) =>
        action === "changed" ? (
          <div className="max-w-96 text-xs text-ink-2">
            <ChangeParts changes={changes} />
          </div>
        ) : null,
    },
  ];
}
