import { DimensionSchema, type DayRates, type UsageFilter } from "@spanledger/clickhouse";
import { z } from "zod";
import { isRange } from "#lib/time/range.ts";
import { resolveRange, type ResolvedRange } from "#lib/time/resolve-range.ts";
import { toUsageFilters } from "./to-usage-filters.ts";

/** What every scoped query takes from the URL, besides the project. */
export const ScopeInput = z.object({
  range: z.string().refine(isRange, "is not a time range"),
  /** The project's, or plain dollars. */
  currency: z.enum(["project", "USD"]).default("project"),
  filters: z
    .array(z.string().max(1200))
    .max(40)
    .transform((tokens, ctx) => {
      try {
        return toUsageFilters(tokens);
      } catch {
        ctx.addIssue({ code: "custom", message: "names a filter that does not exist" });
        return z.NEVER;
      }
    }),
});
export type ScopeInput = z.infer<typeof ScopeInput>;

export const DimensionInput = DimensionSchema;

export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The same scope as instants. */
export interface ScopedQuestion {
  readonly range: ResolvedRange;
  readonly current: Window;
  readonly previous: Window;
  readonly filters: readonly UsageFilter[];
  readonly timeZone: string;
  /** For both periods; undefined for US dollars. */
  readonly rates?: DayRates | undefined;
}

export function scopedQuestion(input: Omit<ScopeInput, "currency">, nowMs: number, timeZone: string): ScopedQuestion {
  const range = resolveRange(input.range, nowMs, timeZone);
  return {
    range,
    current: { fromMs: range.fromMs, toMs: range.toMs },
    previous: { fromMs: range.previousFromMs, toMs: range.previousToMs },
    filters: input.filters,
    timeZone,
  };
}
