"use client";
import type { TraceSpan } from "@spanledger/clickhouse";
import { Money } from "#components/figures/money.tsx";
import { correctionWords } from "#lib/calls/billing-words.ts";
import { figureHistory } from "#lib/calls/figure-history.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { formatTime } from "#lib/time/format-time.ts";

/** How the figure came about: "0.0042 → 0.0051, priced 3 Nov from genai-prices 0.1.8". Old figures are never lost. */
export function FigureHistory({ span }: { readonly span: TraceSpan }) {
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const steps = figureHistory(span);
  if (steps.length < 2) return null;
  return (
    <div>
      <h3 className="mb-1.5 text-xs font-medium text-ink-2">How this figure came about</h3>
      <ol className="space-y-2 border-l pl-3">
        {steps.map((step, index) => (
          <li key={`${step.atMs}-${step.reason}`}>
            <p className="num font-medium">
              {index > 0 && <>{<Money usd={steps[index - 1]?.usd ?? null} unknown="unknown" />} → </>}
              <Money usd={step.usd} unknown="unknown" />
            </p>
            <p className="text-xs text-ink-2">
              {index === 0 ? "as first stored" : correctionWords(step.reason)}
              {step.priceSource !== "" &&
                `, priced ${formatTime(step.atMs, "dayTime", timeZone)} from ${step.priceSource}`}
              {step.priceSource === "" && `, ${formatTime(step.atMs, "dayTime", timeZone)}`}
            </p>
          </li>
        ))}
      </ol>
    </div>
  );
}
