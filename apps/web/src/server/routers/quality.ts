import { dataQuality, unpricedModels } from "@spanledger/clickhouse";
import { ScopeInput, scopedQuestion } from "../read/scoped-question.ts";
import { projectProcedure, router } from "../trpc.ts";

const RangeInput = ScopeInput.pick({ range: true });

export const qualityRouter = router({
  /** What the figures of a period rest on: each check with its count, a trace to look at and what to do. */
  findings: projectProcedure.input(RangeInput).query(({ ctx, input }) => {
    const { current } = scopedQuestion({ ...input, filters: [] }, ctx.nowMs, ctx.project.timeZone);
    return dataQuality(ctx.reader, { range: current });
  }),
  unpricedModels: projectProcedure.input(RangeInput).query(({ ctx, input }) => {
    const { current } = scopedQuestion({ ...input, filters: [] }, ctx.nowMs, ctx.project.timeZone);
    return unpricedModels(ctx.reader, { range: current });
  }),
});
