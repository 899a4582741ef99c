import { attributeKeys, oldestSpan } from "@spanledger/clickhouse";
import { z } from "zod";
import { pricedQuestion } from "../read/priced-question.ts";
import { readValues } from "../read/read-values.ts";
import { DimensionInput, ScopeInput } from "../read/scoped-question.ts";
import { projectProcedure, router } from "../trpc.ts";

const SEARCHED = ["feature", "tenant", "prompt_name", "model", "agent", "provider"] as const;

export const scopeRouter = router({
  /** What the header needs: instants, time zone, currency, and when the project's data begins. */
  describe: projectProcedure.input(ScopeInput.pick({ range: true })).query(async ({ ctx, input }) => {
    const { timeZone } = ctx.project;
    const [{ question, ...shown }, firstDataMs] = await Promise.all([
      pricedQuestion({ ...input, filters: [], currency: "project" }, ctx),
      oldestSpan(ctx.reader),
    ]);
    return { range: question.range, timeZone, nowMs: ctx.nowMs, firstDataMs, ...shown };
  }),
  /** Real values of a dimension, the busiest first. */
  values: projectProcedure
    .input(z.object({ dimension: DimensionInput, prefix: z.string().max(200) }))
    .query(({ ctx, input }) => readValues(ctx.reader, { ...input, nowMs: ctx.nowMs, limit: 50 })),
  /** Keys of attributes that recent spans have, the most common first. */
  attributes: projectProcedure.input(z.object({ text: z.string().max(200) })).query(({ ctx, input }) => {
    const toMs = ctx.nowMs + 3_600_000;
    return attributeKeys(ctx.reader, { text: input.text, range: { fromMs: toMs - 30 * 86_400_000, toMs } });
  }),
  /** Values of the usual dimensions that start with a text, for the command palette. */
  search: projectProcedure.input(z.object({ text: z.string().min(2).max(200) })).query(async ({ ctx, input }) => {
    const lists = await Promise.all(
      SEARCHED.map(async (dimension) => {
        const values = await readValues(ctx.reader, { dimension, prefix: input.text, nowMs: ctx.nowMs, limit: 5 });
        return values.map(({ value }) => ({ dimension, value }));
      }),
    );
    return lists.flat();
  }),
});
