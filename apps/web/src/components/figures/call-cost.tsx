"use client";
import { Tip } from "#components/ui/tip.tsx";
import { cn } from "#lib/class-names.ts";
import { costWords, type Costed } from "#lib/calls/cost-words.ts";
import { useCurrency } from "#lib/money/use-currency.ts";

const TONES = { figure: "", quiet: "text-ink-3", warn: "text-warn" } as const;

/**
 * What one span costs in the totals. `plain` is for long lists: a native title instead of a tooltip that is one more stop of
 * the Tab key per row.
 */
export function CallCost({ call, plain = false }: { readonly call: Costed; readonly plain?: boolean }) {
  const { text, title, tone } = costWords(call, useCurrency());
  if (plain || title === "")
    return (
      <span className={cn("num", TONES[tone])} title={title === "" ? undefined : title}>
        {text}
      </span>
    );
  return (
    <Tip content={title} className={cn("num", TONES[tone])}>
      {text}
    </Tip>
  );
}
