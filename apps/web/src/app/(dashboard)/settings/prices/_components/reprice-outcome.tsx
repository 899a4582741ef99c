"use client";
import { Count } from "#components/figures/count.tsx";
import { Money } from "#components/figures/money.tsx";
import { Stat } from "#components/figures/stat.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatInteger } from "#lib/format-count.ts";
import type { RepriceSums } from "#lib/money/add-reprice.ts";
import { sumUsd } from "#lib/money/sum-usd.ts";
import type { RepriceRange, RepriceState } from "./use-reprice.ts";

const WORDS = { preview: "Looking at", book: "Booking", check: "Checking" } as const;

export interface RepriceOutcomeProps {
  readonly state: RepriceState;
  readonly onApply: (range: RepriceRange) => void;
  readonly onPreview: (range: RepriceRange) => void;
}

/** What re-pricing would do, does and did. */
export function RepriceOutcome({ state, onApply, onPreview }: RepriceOutcomeProps) {
  switch (state.kind) {
    case "idle":
      return null;
    case "working":
      return (
        <div className="mt-4" role="status">
          <p className="mb-1.5 text-ink-2">
            {WORDS[state.step]} day {state.done + 1} of {state.total}
          </p>
          <progress
            className="h-1.5 w-full accent-(--accent)"
            value={state.done}
            max={state.total}
            aria-label="Progress"
          />
        </div>
      );
    case "previewed":
      return (
        <div className="mt-4" role="status" data-testid="reprice-outcome">
          <Sums sums={state.sums} />
          {state.sums.changed === 0 ? (
            <p className="mt-3 text-ink-2">{nothingWords(state.sums)}</p>
          ) : (
            <Button variant="solid" className="mt-3" onClick={() => onApply(state.range)}>
              Re-price {formatInteger(state.sums.changed)} {state.sums.changed === 1 ? "call" : "calls"}
            </Button>
          )}
        </div>
      );
    case "booked":
      return (
        <div className="mt-4" role="status" data-testid="reprice-outcome">
          <Sums sums={state.sums} isBooked />
          <p className="mt-3 text-good">Done. All pages show the new figures.</p>
        </div>
      );
    case "failed":
      return (
        <div className="mt-4" role="alert">
          <p className="text-bad">{state.message}</p>
          {state.step !== "preview" && (
            <p className="text-ink-2">What was booked before stays. Going on books the rest.</p>
          )}
          <Button className="mt-2" onClick={() => (state.step === "preview" ? onPreview : onApply)(state.range)}>
            {state.step === "preview" ? "Try again" : "Go on"}
          </Button>
        </div>
      );
  }
}

function Sums({ sums, isBooked = false }: { readonly sums: RepriceSums; readonly isBooked?: boolean }) {
  const { calls, changed, oldUsd, newUsd, unpricedBefore, unpricedAfter } = sums;
  const difference = sumUsd([newUsd, oldUsd.startsWith("-") ? oldUsd.slice(1) : `-${oldUsd}`]);
  return (
    <dl className="grid grid-cols-2 divide-x divide-y rounded-md border sm:grid-cols-4 sm:divide-y-0">
      <Stat
        label={isBooked ? "Spend before" : "Spend now"}
        value={<Money usd={known(oldUsd, unpricedBefore)} />}
        note={`${formatInteger(calls)} calls in the range`}
      />
      <Stat
        label={isBooked ? "Spend now" : "Spend re-priced"}
        value={<Money usd={known(newUsd, unpricedAfter)} />}
        note={
          <>
            difference <Money usd={difference} />
          </>
        }
      />
      <Stat label="Calls touched" value={<Count value={changed} />} note="their figure or its price" />
      <Stat
        label="Still without a price"
        value={<Count value={unpricedAfter} />}
        note={`${formatInteger(unpricedBefore)} before`}
      />
    </dl>
  );
}

/** Nothing but calls without a price is an unknown sum, not an empty one. */
function known(usd: string, unpriced: number): string | null {
  return usd === "0" && unpriced > 0 ? null : usd;
}

function nothingWords({ calls, unpricedAfter }: RepriceSums): string {
  if (calls === 0) return "No counted call matches.";
  if (unpricedAfter > 0) return "Nothing to change: no price is known for these calls. Add one first.";
  return "Nothing to change: every figure is at today’s price already.";
}
