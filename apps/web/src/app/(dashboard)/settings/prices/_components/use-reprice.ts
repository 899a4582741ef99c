"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { formatInteger } from "#lib/format-count.ts";
import { addReprice, NOTHING_REPRICED, type RepriceSums } from "#lib/money/add-reprice.ts";
import { notify } from "#lib/notify.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { sliceRange } from "#lib/time/slice-range.ts";
import { useTRPC } from "#trpc/client.tsx";

export interface RepriceRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly provider: string;
  readonly model: string;
  readonly unpricedOnly: boolean;
}

type Step = "preview" | "book" | "check";

export type RepriceState =
  | { readonly kind: "idle" }
  | { readonly kind: "working"; readonly step: Step; readonly done: number; readonly total: number }
  | { readonly kind: "previewed"; readonly range: RepriceRange; readonly sums: RepriceSums }
  | { readonly kind: "booked"; readonly sums: RepriceSums }
  | { readonly kind: "failed"; readonly step: Step; readonly range: RepriceRange; readonly message: string };

const SLICE_DAYS = 1;
/** What the ingest decided at the same moment is readable by then; going over the range again puts both in order. */
const SETTLE_MS = 3_000;
const MAX_CHECKS = 4;

/** Works through a range day by day. Every step may be repeated: what is booked stays booked, once. */
export function useReprice() {
  const [state, setState] = useState<RepriceState>({ kind: "idle" });
  const { project } = useScope();
  const trpc = useTRPC();
  const client = useQueryClient();
  const { mutateAsync: book } = useMutation(trpc.settings.reprice.book.mutationOptions());
  const look = (slice: RepriceRange): Promise<RepriceSums> =>
    client.fetchQuery({
      ...trpc.settings.reprice.preview.queryOptions({ project, ...slice }),
      staleTime: 0,
      gcTime: 0,
    });

  async function each(range: RepriceRange, step: Step): Promise<RepriceSums> {
    const slices = sliceRange(range.fromMs, range.toMs, SLICE_DAYS);
    let sums = NOTHING_REPRICED;
    for (const [done, slice] of slices.entries()) {
      setState({ kind: "working", step, done, total: slices.length });
      const part = { ...range, ...slice };
      sums = addReprice(sums, await (step === "preview" ? look(part) : book({ project, ...part })));
    }
    return sums;
  }

  async function run(range: RepriceRange, steps: (enter: (step: Step) => Promise<RepriceSums>) => Promise<void>) {
    let current: Step = "preview";
    try {
      await steps((step) => {
        current = step;
        return each(range, step);
      });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      setState({ kind: "failed", step: current, range, message });
    }
  }

  return {
    state,
    reset: () => setState({ kind: "idle" }),
    preview: (range: RepriceRange) =>
      run(range, async (enter) => {
        const sums = await enter("preview");
        setState({ kind: "previewed", range, sums });
      }),
    apply: (range: RepriceRange) =>
      run(range, async (enter) => {
        const sums = await enter("book");
        for (let check = 1; check <= MAX_CHECKS; check += 1) {
          await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
          if ((await enter("check")).changed === 0) break;
        }
        setState({ kind: "booked", sums });
        await client.invalidateQueries();
        notify(`${formatInteger(sums.changed)} ${sums.changed === 1 ? "figure" : "figures"} re-priced`);
      }),
  };
}
