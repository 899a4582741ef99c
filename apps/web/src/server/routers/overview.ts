import { latency, totals, type Dimension } from "@spanledger/clickhouse";
import { z } from "zod";
import { NO_USAGE } from "#lib/usage/no-usage.ts";
import { pricedQuestion } from "../read/priced-question.ts";
import { ScopeInput } from "../read/scoped-question.ts";
import { findMovers } from "../views/find-movers.ts";
import { projectProcedure, router } from "../trpc.ts";

export const MOVER_DIMENSIONS = ["feature", "tenant", "prompt_version", "model"] as const;

export const overviewRouter = router({
  /** Headline figures of this period and the one before. */
  summary: projectProcedure.input(ScopeInput).query(async ({ ctx, input }) => {
    const { question, currency } = await pricedQuestion(input, ctx);
    const { current, previous, filters, rates } = question;
    const [sums, now, before] = await Promise.all([
      totals(ctx.reader, { range: current, previous, filters: [...filters], rates }),
      latency(ctx.reader, { range: current, filters: [...filters] }),
      latency(ctx.reader, { range: previous, filters: [...filters] }),
    ]);
    return {
      current: sums.current,
      previous: sums.previous ?? NO_USAGE,
      latency: now,
      latencyBefore: before,
      currency,
    };
  }),
  /** Who changed the bill most, and whether by calls or by cost per call. */
  movers: projectProcedure.input(ScopeInput.extend({ by: z.enum(MOVER_DIMENSIONS) })).query(async ({ ctx, input }) => {
    const { question, currency } = await pricedQuestion(input, ctx);
    const groupBy: Dimension[] = input.by === "prompt_version" ? ["prompt_name", "prompt_version"] : [input.by];
    return { by: groupBy, movers: await findMovers(ctx.reader, question, groupBy), currency };
  }),
});
