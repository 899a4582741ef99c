"use client";
import type { TraceSpan } from "@spanledger/clickhouse";
import type { ReactNode } from "react";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { Count } from "#components/figures/count.tsx";
import { Money } from "#components/figures/money.tsx";
import { billingWords, unpricedWords } from "#lib/calls/billing-words.ts";
import { formatDuration } from "#lib/format-duration.ts";
import { FigureHistory } from "./figure-history.tsx";

/** What the span used, what that costs, at which price and why it stands in the bill as it does. */
export function SpanCost({ span }: { readonly span: TraceSpan }) {
  const { tokens, cost } = span;
  return (
    <div className="space-y-5">
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
        <Line label="In the bill">
          {billingWords(span)}
          {span.supersededBy !== "" && (
            <>
              {" "}
              <ScopedLink
                href={`/traces/${span.traceId}?span=${span.supersededBy}`}
                className="underline underline-offset-2"
              >
                show it
              </ScopedLink>
            </>
          )}
        </Line>
        {span.role !== "none" && <Line label="Price">{priceWords(span)}</Line>}
        {span.priceModifiers.length > 0 && (
          <Line label="Price rules">{span.priceModifiers.join(", ").replaceAll("_", " ")}</Line>
        )}
        {span.reportedUsd !== null && (
          <Line label="Client says">
            <Money usd={span.reportedUsd} />
          </Line>
        )}
        <Line label="Provider">{span.provider || "–"}</Line>
        <Line label="Model">{modelWords(span)}</Line>
        <Line label="Took">
          {formatDuration(span.durationMs)}
          {span.ttftMs !== null && `, first token after ${formatDuration(span.ttftMs)}`}
        </Line>
        {span.tokenRule !== "" && (
          <Line label="Token rule">
            {span.tokenRule.replaceAll("_", " ")}
            {span.tokenConfidence < 80 && ` (${span.tokenConfidence} % sure)`}
          </Line>
        )}
        {span.flags.length > 0 && <Line label="Notes">{span.flags.join(", ").replaceAll("_", " ")}</Line>}
      </dl>
      {tokens && (
        <table className="num w-full">
          <thead className="text-xs text-ink-3">
            <tr className="border-b">
              <th scope="col" className="py-1 text-left font-medium">
                Tokens
              </th>
              <th scope="col" className="py-1 text-right font-medium">
                Count
              </th>
              <th scope="col" className="py-1 text-right font-medium">
                Cost
              </th>
            </tr>
          </thead>
          <tbody>
            <Bucket label="Input, not cached" count={tokens.inputUncached} usd={cost?.input} />
            <Bucket label="Read from cache" count={tokens.cacheRead} usd={cost?.cacheRead} />
            <Bucket label="Written to cache" count={tokens.cacheWrite5m + tokens.cacheWrite1h} usd={cost?.cacheWrite} />
            <Bucket
              label={tokens.reasoning > 0 ? `Output (${tokens.reasoning} reasoning)` : "Output"}
              count={tokens.output}
              usd={cost?.output}
            />
            {cost && cost.other !== "0" && <Bucket label="Other fees" count={null} usd={cost.other} />}
          </tbody>
          <tfoot>
            <tr className="border-t font-medium">
              <th scope="row" className="py-1 text-left">
                {span.counted ? "Total" : "Own total, not counted"}
              </th>
              <td />
              <td className="py-1 text-right">
                <Money usd={cost?.total ?? null} unknown={span.counted ? "no price" : "–"} />
              </td>
            </tr>
          </tfoot>
        </table>
      )}
      <FigureHistory span={span} />
    </div>
  );
}

function Bucket({
  label,
  count,
  usd,
}: {
  readonly label: string;
  readonly count: number | null;
  readonly usd: string | undefined;
}) {
  return (
    <tr>
      <th scope="row" className="py-1 text-left font-normal text-ink-2">
        {label}
      </th>
      <td className="py-1 text-right">{count !== null && <Count value={count} />}</td>
      <td className="py-1 text-right">
        {count === 0 ? <span className="text-ink-3">–</span> : <Money usd={usd ?? null} unknown="–" />}
      </td>
    </tr>
  );
}

export function Line({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

function priceWords(span: TraceSpan): string {
  if (span.billingState === "superseded" || span.billingState === "duplicate") return "not needed here";
  if (span.costStatus === "unpriced") return `none: ${unpricedWords(span.unpricedReason)}`;
  if (span.costStatus === "no_usage") return "unknown: the call reported no tokens";
  if (span.costStatus === "subscription") return "covered by a subscription";
  if (span.costStatus === "client_reported") return "as the client reports it";
  const since = span.priceDate === "" ? "" : `, valid from ${span.priceDate}`;
  const estimate = span.costStatus === "estimated" ? ". The token counts are the client's estimate" : "";
  return `${span.priceId} from ${span.priceSource}${since}${estimate}`;
}

function modelWords({ requestModel, responseModel }: TraceSpan): string {
  if (requestModel === "" || responseModel === "" || requestModel === responseModel)
    return requestModel || responseModel || "–";
  return `${requestModel}, answered by ${responseModel}`;
}
