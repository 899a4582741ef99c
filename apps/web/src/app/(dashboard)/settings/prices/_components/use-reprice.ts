"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { addReprice, NOTHING_REPRICED, type RepriceSums } from "#lib/money/add-reprice.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { sliceRange } from "#lib/time/slice-range.ts";
import { useTRPCClient } from "#trpc/client.tsx";

const SLICE_DAYS = 7;

export interface RepriceSelection {
  readonly fromMs: number;
  readonly toMs: number;
  readonly provider: string;
  readonly model: string;
  readonly unpricedOnly: boolean;
}

/** Re-prices week by week, so that progress shows and no request runs for minutes. */
export function useReprice() {
  const [progress, setProgress] = useState<number | null>(null);
  const { project } = useScope();
  const client = useTRPCClient();
  const queries = useQueryClient();
  async function run({
    selection,
    apply,
  }: {
    readonly selection: RepriceSelection;
    readonly apply: boolean;
  }): Promise<RepriceSums> {
    const slices = sliceRange(selection.fromMs, selection.toMs, SLICE_DAYS);
    let sums = NOTHING_REPRICED;
    for (const [index, slice] of slices.entries()) {
      setProgress(index / slices.length);
      const input = { project, ...selection, ...slice };
      const part = apply
        ? await client.settings.reprice.book.mutate(input)
        : await client.settings.reprice.preview.query(input);
      sums = addReprice(sums, part);
    }
    return sums;
  }
  const onSettled = () => setProgress(null);
  const preview = useMutation({
    mutationFn: (selection: RepriceSelection) => run({ selection, apply: false }),
    onSettled,
  });
  const apply = useMutation({
    mutationFn: (selection: RepriceSelection) => run({ selection, apply: true }),
    onSettled,
    onSuccess: () => queries.invalidateQueries(),
  });
  return { preview, apply, progress };
}
