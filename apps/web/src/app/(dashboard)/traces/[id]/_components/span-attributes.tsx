"use client";
import type { TraceSpan } from "@spanledger/clickhouse";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { formatTime } from "#lib/time/format-time.ts";
import { Line } from "./span-cost.tsx";

const OWN = [
  ["Feature", "feature"],
  ["Tenant", "tenant"],
  ["User", "user"],
  ["Session", "session"],
  ["Agent", "agent"],
  ["Workflow", "workflow"],
  ["Environment", "environment"],
  ["Service", "service"],
  ["Prompt", "promptName"],
  ["Prompt version", "promptVersion"],
  ["Operation", "operation"],
  ["Service tier", "serviceTier"],
  ["Region", "region"],
  ["Tool", "toolName"],
  ["Instrumentation", "scopeName"],
  ["Response", "responseId"],
] as const;

/** What the span says about itself, after and before reading. */
export function SpanAttributes({ span }: { readonly span: TraceSpan }) {
  const raw = Object.entries(span.attributes).toSorted(([a], [b]) => a.localeCompare(b));
  return (
    <div className="space-y-5">
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
        <Line label="Span">
          <span className="inline-flex items-center gap-1 font-mono text-xs">
            {span.spanId}
            <CopyButton text={span.spanId} label="Copy the span id" />
          </span>
        </Line>
        <Line label="Received">{formatTime(span.receivedAtMs, "full", "UTC")} UTC</Line>
        {OWN.filter(([, key]) => span[key] !== "").map(([label, key]) => (
          <Line key={key} label={label}>
            {span[key]}
          </Line>
        ))}
      </dl>
      <table className="w-full table-fixed">
        <caption className="mb-1 text-left text-xs font-medium text-ink-2">As received</caption>
        <tbody className="divide-y">
          {raw.map(([key, value]) => (
            <tr key={key}>
              <th
                scope="row"
                className="w-2/5 py-1 pr-3 text-left align-top font-mono text-xs font-normal break-words text-ink-2"
              >
                {key}
              </th>
              <td className="py-1 font-mono text-xs break-words">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {raw.length === 0 && <p className="text-ink-2">No further attributes.</p>}
    </div>
  );
}
