import type { AlertRule } from "@spanledger/alerts";
import type { Column } from "#components/table/column.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { conditionWords } from "#lib/budgets/condition-words.ts";
import { scopeWords } from "#lib/budgets/scope-words.ts";
import { formatTime } from "#lib/time/format-time.ts";
import type { AlertListRow } from "#server/views/alerts/list-alerts.ts";

export interface AlertTable {
  readonly currency: string;
  readonly timeZone: string;
  readonly nowMs: number;
  /** null: who looks may not change anything. */
  readonly actions: {
    readonly isMuting: boolean;
    readonly onEdit: (row: AlertListRow) => void;
    readonly onDelete: (row: AlertListRow) => void;
    readonly onMute: (row: AlertListRow, isMuted: boolean) => void;
  } | null;
}

export function alertColumns({ currency, timeZone, nowMs, actions }: AlertTable): Column<AlertListRow>[] {
  const isMuted = (rule: AlertRule | null) => rule !== null && rule.mutedUntilMs !== null && rule.mutedUntilMs > nowMs;
  return [
    {
      id: "name",
      header: "Alert",
      isTitle: true,
      cell: ({ name, rule }) => (
        <div className="max-w-72 min-w-0">
          <span className="block truncate font-medium" title={name}>
            {name}
          </span>
          {rule && (
            <span className="block truncate text-xs font-normal text-ink-3" title={scopeWords(rule.scope)}>
              {scopeWords(rule.scope)}
            </span>
          )}
        </div>
      ),
    },
    {
      id: "condition",
      header: "Fires when",
      isWide: true,
      cell: ({ rule }) =>
        rule && (
          <span className="block max-w-96 truncate" title={conditionWords(rule, currency)}>
            {conditionWords(rule, currency)}
          </span>
        ),
    },
    {
      id: "state",
      header: "State",
      isWide: true,
      cell: ({ rule, firing }) => (
        <span className="inline-flex flex-wrap gap-1">
          <AlertState rule={rule} firing={firing} />
          {isMuted(rule) && (
            <Badge title="Nobody is told">muted until {formatTime(rule?.mutedUntilMs ?? 0, "dayTime", timeZone)}</Badge>
          )}
        </span>
      ),
    },
    ...(actions === null
      ? []
      : [
          {
            id: "actions",
            header: "",
            align: "right" as const,
            isWide: true,
            cell: (row: AlertListRow) => (
              <span className="inline-flex gap-1.5">
                {row.rule && (
                  <Button disabled={actions.isMuting} onClick={() => actions.onMute(row, isMuted(row.rule))}>
                    {isMuted(row.rule) ? "Unmute" : "Mute for 4 h"}
                  </Button>
                )}
                <Button onClick={() => actions.onEdit(row)}>Change</Button>
                <Button variant="danger" onClick={() => actions.onDelete(row)}>
                  Delete
                </Button>
              </span>
            ),
          },
        ]),
  ];
}

function AlertState({ rule, firing }: Pick<AlertListRow, "rule" | "firing">) {
  if (rule === null) return <Badge tone="bad">cannot be read</Badge>;
  if (!rule.isEnabled) return <Badge>off</Badge>;
  if (firing.length === 0) return <Badge tone="good">calm</Badge>;
  const subjects = firing.map(({ subject }) => subject).filter(Boolean);
  return (
    <Badge tone={rule.severity === "critical" ? "bad" : "warn"} title={subjects.join(", ")}>
      firing{subjects.length > 0 && ` (${subjects.length})`}
    </Badge>
  );
}
