"use client";
import { useEffect, useRef } from "react";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { RepriceForm } from "./reprice-form.tsx";
import { RepriceOutcome } from "./reprice-outcome.tsx";
import { useReprice } from "./use-reprice.ts";

export interface RepriceProps {
  /** What a link asked for; it is scrolled to then. */
  readonly wanted: { readonly provider: string; readonly model: string } | null;
}

/** Applies today's prices to calls that are stored already. */
export function Reprice({ wanted }: RepriceProps) {
  const info = useScopeInfo();
  const { state, preview, apply, reset } = useReprice();
  const place = useRef<HTMLDivElement>(null);
  const asked = wanted ? `${wanted.provider}/${wanted.model}` : null;
  useEffect(() => {
    if (asked !== null) place.current?.scrollIntoView({ block: "start" });
  }, [asked]);
  return (
    <div ref={place} id="reprice" className="scroll-mt-16">
      <Card
        title="Re-price stored calls"
        description="Calls keep the figure they arrived with. This books the difference to today’s prices; the old figure stays in each call’s history."
      >
        {info ? (
          <RepriceForm
            timeZone={info.timeZone}
            nowMs={info.nowMs}
            provider={wanted?.provider ?? ""}
            model={wanted?.model ?? ""}
            isBusy={state.kind === "working"}
            onChange={reset}
            onPreview={(range) => void preview(range)}
          />
        ) : (
          <Skeleton className="h-28" />
        )}
        <RepriceOutcome
          state={state}
          onApply={(range) => void apply(range)}
          onPreview={(range) => void preview(range)}
        />
      </Card>
    </div>
  );
}
