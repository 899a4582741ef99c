import { totals, type Dimension } from "@spanledger/clickhouse";
import { z } from "zod";
import { NO_USAGE } from "#lib/usage/no-usage.ts";
import { readLatency } from "../read/read-latency.ts";
import { ScopeInput, scopedQuestion } from "../read/scoped-question.ts";
import { findMovers } from "../views/find-movers.ts";
import { projectProcedure, router } from "../trpc.ts";

export const MOVER_DIMENSIONS = ["feature", "tenant", "prompt_version", "model"] as const;

export const overviewRouter = router({
  /** Headline figures of this period and the one before. */
  summary: projectProcedure.input(ScopeInput).query(async ({ ctx, input }) => {
    const { current, previous, filters } = scopedQuestion(input, ctx.nowMs, ctx.project.timeZone);
    const [sums, latency, latencyBefore] = await Promise.all([
      totals(ctx.reader, { range: current, previous, filters: [...filters] }),
      readLatency(ctx.reader, { window: current, filters }),
      readLatency(ctx.reader, { window: previous, filters }),
    ]);
    return { current: sums.current, previous: sums.previous ?? NO_USAGE, latency, latencyBefore };
  }),
  /** Who changed the bill most, and whether by calls or by cost per call. */
  movers: projectProcedure.input(ScopeInput.extend({ by: z.enum(MOVER_DIMENSIONS) })).query(({ ctx, input }) => {
    const question = scopedQuestion(input, ctx.nowMs, ctx.project.timeZone);
    const groupBy: Dimension[] = input.by === "prompt_version" ? ["prompt_name", "prompt_version"] : [input.by];
    return findMovers(ctx.reader, question, groupBy);
  }),
});
