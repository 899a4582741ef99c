import { CallCost } from "#components/figures/call-cost.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import type { ListedCall } from "#lib/calls/use-live-calls.ts";
import { formatCount, formatInteger } from "#lib/format-count.ts";
import { formatDuration } from "#lib/format-duration.ts";
import { InCurrency } from "#lib/money/use-currency.ts";
import { formatTime } from "#lib/time/format-time.ts";
import type { ListColumn } from "#components/table/list-column.ts";

/** A listed call, with the words around the match when content was searched. */
export type ShownCall = ListedCall & { readonly excerpt?: string };

/** Columns of the list of calls. Times are in the project's zone. */
export function callColumns(timeZone: string): readonly ListColumn<ShownCall>[] {
  return [
    { id: "time", header: "Time", width: "11.5rem", cell: (call) => <CallTime call={call} timeZone={timeZone} /> },
    {
      id: "feature",
      header: "Feature",
      width: "minmax(0,1fr)",
      cell: ({ feature }) => <Text value={feature} absent="no feature" />,
    },
    {
      id: "tenant",
      header: "Tenant",
      width: "minmax(0,1fr)",
      cell: ({ tenant }) => <Text value={tenant} absent="no tenant" />,
    },
    { id: "model", header: "Model", width: "minmax(0,1.2fr)", cell: (call) => <What call={call} /> },
    {
      id: "prompt",
      header: "Prompt",
      width: "minmax(0,1.1fr)",
      cell: ({ promptName, promptVersion }) => (
        <Text value={[promptName, promptVersion].filter(Boolean).join(" ")} absent="–" />
      ),
    },
    {
      id: "in",
      header: "In",
      width: "3.5rem",
      isRight: true,
      hint: "Prompt tokens, cached ones included",
      cell: ({ tokens: t }) => <Tokens count={t && t.inputUncached + t.cacheRead + t.cacheWrite5m + t.cacheWrite1h} />,
    },
    {
      id: "out",
      header: "Out",
      width: "3.5rem",
      isRight: true,
      cell: ({ tokens }) => <Tokens count={tokens && tokens.output} />,
    },
    {
      id: "duration",
      header: "Took",
      width: "4rem",
      isRight: true,
      cell: ({ durationMs }) => formatDuration(durationMs),
    },
    {
      id: "cost",
      header: "Cost",
      width: "5.5rem",
      isRight: true,
      cell: (call) => (
        <InCurrency value={call.currency}>
          <CallCost plain call={call} />
        </InCurrency>
      ),
    },
  ];
}

/** The same call in two lines, for a phone. */
export function CallCard({ call, timeZone }: { readonly call: ShownCall; readonly timeZone: string }) {
  const place = [call.feature, call.tenant].filter(Boolean).join(" · ");
  return (
    <div className="flex h-full flex-col justify-center gap-0.5">
      <div className="flex items-center justify-between gap-2">
        <CallTime call={call} timeZone={timeZone} />
        <InCurrency value={call.currency}>
          <CallCost plain call={call} />
        </InCurrency>
      </div>
      <div className="flex items-center justify-between gap-3 text-xs text-ink-2">
        <span className="min-w-0 truncate">{call.requestModel || call.responseModel || call.name}</span>
        <span className="num shrink-0">{formatDuration(call.durationMs)}</span>
      </div>
      <p className="truncate text-xs text-ink-3">{place || "no feature"}</p>
    </div>
  );
}

function CallTime({ call, timeZone }: { readonly call: ShownCall; readonly timeZone: string }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <ScopedLink
        href={`/traces/${call.traceId}?span=${call.spanId}`}
        className="num shrink-0 font-medium hover:underline"
      >
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

/** The model of a call, the name of any other span. */
function What({ call }: { readonly call: ShownCall }) {
  const model = call.requestModel || call.responseModel;
  if (call.role === "none" || model === "") return <Text value={call.name} absent="no model" />;
  return <Text value={model} absent="no model" />;
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

function Tokens({ count }: { readonly count: number | null }) {
  return count === null ? (
    <span className="text-ink-3">–</span>
  ) : (
    <span title={formatInteger(count)}>{formatCount(count)}</span>
  );
}
