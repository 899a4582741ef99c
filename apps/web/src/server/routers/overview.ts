import { latency, totals, type Dimension } from "@spanledger/clickhouse";
import { z } from "zod";
import { MOVER_DIMENSIONS } from "#lib/usage/mover-dimensions.ts";
import { NO_USAGE } from "#lib/usage/no-usage.ts";
import { pricedQuestion } from "../read/priced-question.ts";
import { forecastMonth, forecastWindow } from "../views/forecast-month.ts";
import { ScopeInput } from "../read/scoped-question.ts";
import { findMovers } from "../views/find-movers.ts";
import { projectProcedure, router } from "../trpc.ts";

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
  /** What the running calendar month will cost, whatever range is shown. */
  forecast: projectProcedure.input(ScopeInput.omit({ range: true })).query(async ({ ctx, input }) => {
    const { fromMs, toMs } = forecastWindow(ctx.nowMs, ctx.project.timeZone);
    const { question, currency } = await pricedQuestion({ ...input, range: `${fromMs}-${toMs}` }, ctx);
    return { ...(await forecastMonth(ctx.reader, question, ctx.nowMs)), currency };
  }),
  /** Who changed the bill most, and whether by calls, mix, tokens per call or price. */
  movers: projectProcedure.input(ScopeInput.extend({ by: z.enum(MOVER_DIMENSIONS) })).query(async ({ ctx, input }) => {
    const { question, currency } = await pricedQuestion(input, ctx);
    const groupBy: Dimension[] = input.by === "prompt_version" ? ["prompt_name", "prompt_version"] : [input.by];
    return { by: groupBy, ...(await findMovers(ctx.reader, question, groupBy)), currency };
  }),
});
