import { z } from "zod";
import { DimensionInput, ScopeInput, scopedQuestion } from "../read/scoped-question.ts";
import { projectProcedure, router } from "../trpc.ts";
import { costTable } from "../views/cost-table.ts";
import { spendOverTime } from "../views/spend-over-time.ts";

const GroupBy = z.array(DimensionInput).min(1).max(3);

export const costsRouter = router({
  /** Spend per bucket: the top seven groups and the exact rest. */
  overTime: projectProcedure
    .input(ScopeInput.extend({ by: GroupBy }))
    .query(({ ctx, input }) =>
      spendOverTime(ctx.reader, scopedQuestion(input, ctx.nowMs, ctx.project.timeZone), input.by),
    ),
  /** One row per group, what is beyond the limit as one row, and the total. */
  table: projectProcedure
    .input(ScopeInput.extend({ by: GroupBy }))
    .query(({ ctx, input }) => costTable(ctx.reader, scopedQuestion(input, ctx.nowMs, ctx.project.timeZone), input.by)),
});
