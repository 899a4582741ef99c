import { cacheGains, costByDimension, foreignCacheHits, totals } from "@spanledger/clickhouse";
import { z } from "zod";
import { NO_GAIN } from "#lib/cache/cache-facts.ts";
import { NO_USAGE } from "#lib/usage/no-usage.ts";
import { pricedQuestion } from "../read/priced-question.ts";
import { readPriceBook } from "../read/read-price-book.ts";
import { DimensionInput, ScopeInput, scopedQuestion } from "../read/scoped-question.ts";
import { cacheOverTime } from "../views/cache-over-time.ts";
import { findOpportunities, OPPORTUNITY_KINDS } from "../views/find-opportunities.ts";
import { timeSaved } from "../views/time-saved.ts";
import { projectProcedure, router } from "../trpc.ts";

const SHOWN = 200;

export const cacheRouter = router({
  /** What caches gave in this period and the one before. */
  summary: projectProcedure.input(ScopeInput).query(async ({ ctx, input }) => {
    const { question, currency } = await pricedQuestion(input, ctx);
    const { current, previous, rates } = question;
    const ask = { filters: [...question.filters], rates };
    const [sums, now, before, saved] = await Promise.all([
      totals(ctx.reader, { ...ask, range: current, previous }),
      cacheGains(ctx.reader, { ...ask, range: current, groupBy: [] }),
      cacheGains(ctx.reader, { ...ask, range: previous, groupBy: [] }),
      timeSaved(ctx.reader, question),
    ]);
    return {
      usage: sums.current,
      usageBefore: sums.previous ?? NO_USAGE,
      gain: now[0] ?? NO_GAIN,
      gainBefore: before[0] ?? NO_GAIN,
      timeSavedMs: saved,
      currency,
    };
  }),
  /** Hit rates and savings per bucket. */
  overTime: projectProcedure.input(ScopeInput).query(async ({ ctx, input }) => {
    const { question, currency } = await pricedQuestion(input, ctx);
    return { points: await cacheOverTime(ctx.reader, question), currency };
  }),
  /** Per group: how much the caches answered and what that saved. */
  table: projectProcedure
    .input(ScopeInput.extend({ by: z.array(DimensionInput).min(1).max(2) }))
    .query(async ({ ctx, input }) => {
      const { question, currency } = await pricedQuestion(input, ctx);
      const ask = {
        range: question.current,
        filters: [...question.filters],
        rates: question.rates,
        groupBy: [...input.by],
      };
      const [groups, gains] = await Promise.all([
        costByDimension(ctx.reader, { ...ask, orderBy: "calls", limit: SHOWN }),
        cacheGains(ctx.reader, { ...ask, limit: 2000 }),
      ]);
      const gainOf = new Map(gains.map(({ keys, ...gain }) => [JSON.stringify(keys), gain]));
      const rows = groups.rows.map(({ keys, ...usage }) => ({
        keys,
        usage,
        gain: gainOf.get(JSON.stringify(keys)) ?? NO_GAIN,
      }));
      return { rows, otherGroups: groups.other?.groups ?? 0, currency };
    }),
  /** Calls that the entry of another tenant answered. */
  foreignHits: projectProcedure.input(ScopeInput).query(({ ctx, input }) => {
    const { current, filters } = scopedQuestion(input, ctx.nowMs, ctx.project.timeZone);
    return foreignCacheHits(ctx.reader, { range: current, filters: [...filters] });
  }),
  /** What is left to gain, of one kind. */
  opportunities: projectProcedure
    .input(ScopeInput.extend({ kind: z.enum(OPPORTUNITY_KINDS) }))
    .query(async ({ ctx, input }) => {
      const { question, currency } = await pricedQuestion(input, ctx);
      const book = await readPriceBook(ctx.store, ctx.project.id);
      const { reader, nowMs } = ctx;
      return { found: await findOpportunities({ reader, question, nowMs, book }, input.kind), currency };
    }),
});
