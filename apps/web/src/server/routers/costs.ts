import { z } from "zod";
import { pricedQuestion } from "../read/priced-question.ts";
import { DimensionInput, ScopeInput } from "../read/scoped-question.ts";
import { projectProcedure, router } from "../trpc.ts";
import { costTable } from "../views/cost-table.ts";
import { spendOverTime } from "../views/spend-over-time.ts";

const GroupBy = z.array(DimensionInput).min(1).max(3);

export const costsRouter = router({
  /** Spend per bucket: the top seven groups and the exact rest. */
  overTime: projectProcedure.input(ScopeInput.extend({ by: GroupBy })).query(async ({ ctx, input }) => {
    const { question, currency } = await pricedQuestion(input, ctx);
    return { ...(await spendOverTime(ctx.reader, question, input.by)), currency };
  }),
  /** One row per group, what is beyond the limit as one row, and the total. */
  table: projectProcedure.input(ScopeInput.extend({ by: GroupBy })).query(async ({ ctx, input }) => {
    const { question, currency } = await pricedQuestion(input, ctx);
    return { ...(await costTable(ctx.reader, question, input.by)), currency };
  }),
});
