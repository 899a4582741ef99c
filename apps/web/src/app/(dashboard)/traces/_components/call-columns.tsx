import type { CallRecord } from "@spanledger/clickhouse";
import { CallCost } from "#components/figures/call-cost.tsx";
import { Count } from "#components/figures/count.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import type { Column } from "#components/table/column.ts";
import { Badge } from "#components/ui/badge.tsx";
import { formatDuration } from "#lib/format-duration.ts";
import type { DisplayCurrency } from "#lib/money/display-currency.ts";
import { InCurrency } from "#lib/money/use-currency.ts";
import { formatTime } from "#lib/time/format-time.ts";

export type ShownCall = CallRecord & { readonly currency: DisplayCurrency };

/** Columns of the list of calls. Times are in the project's zone. */
export function callColumns(timeZone: string): Column<ShownCall>[] {
  const right = { align: "right" } as const;
  return [
    {
      id: "time",
      header: "Time",
      isTitle: true,
      cell: (call) => <CallTime call={call} timeZone={timeZone} />,
      className: "whitespace-nowrap",
    },
    { id: "feature", header: "Feature", cell: ({ feature }) => <Text value={feature} absent="no feature" /> },
    { id: "tenant", header: "Tenant", cell: ({ tenant }) => <Text value={tenant} absent="no tenant" /> },
    {
      id: "model",
      header: "Model",
      cell: (call) => <Text value={call.requestModel || call.responseModel} absent="no model" />,
    },
    {
      id: "prompt",
      header: "Prompt",
      cell: ({ promptName, promptVersion }) => (
        <Text value={[promptName, promptVersion].filter(Boolean).join(" ")} absent="–" />
      ),
    },
    {
      id: "in",
      header: "In",
      ...right,
      hint: "Prompt tokens, cached ones included",
      cell: ({ tokens }) =>
        tokens ? (
          <Count value={tokens.inputUncached + tokens.cacheRead + tokens.cacheWrite5m + tokens.cacheWrite1h} />
        ) : (
          <span className="text-ink-3">–</span>
        ),
    },
    {
      id: "out",
      header: "Out",
      ...right,
      cell: ({ tokens }) => (tokens ? <Count value={tokens.output} /> : <span className="text-ink-3">–</span>),
    },
    { id: "duration", header: "Took", ...right, cell: ({ durationMs }) => formatDuration(durationMs) },
    {
      id: "cost",
      header: "Cost",
      ...right,
      cell: (call) => (
        <InCurrency value={call.currency}>
          <CallCost call={call} />
        </InCurrency>
      ),
    },
  ];
}

function CallTime({ call, timeZone }: { readonly call: CallRecord; readonly timeZone: string }) {
  return (
    <span className="flex items-center gap-2">
      <ScopedLink href={`/traces/${call.traceId}?span=${call.spanId}`} className="num font-medium hover:underline">
        {formatTime(Number(BigInt(call.startTimeNs) / 1_000_000n), "seconds", timeZone)}
      </ScopedLink>
      {call.status === "error" && (
        <Badge tone="bad" title={call.errorType}>
          failed
        </Badge>
      )}
      {call.role === "rollup" && <Badge title={call.name}>wrapper</Badge>}
    </span>
  );
}

function Text({ value, absent }: { readonly value: string; readonly absent: string }) {
  return value === "" ? (
    <span className="text-ink-3">{absent}</span>
  ) : (
    <span className="block max-w-40 truncate 2xl:max-w-60" title={value}>
      {value}
    </span>
  );
}
