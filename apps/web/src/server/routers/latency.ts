import {
  costByDimension,
  failures,
  latency,
  latencyByDimension,
  retries,
  slowestCalls,
  totals,
} from "@spanledger/clickhouse";
import { z } from "zod";
import { NO_USAGE } from "#lib/usage/no-usage.ts";
import { pricedQuestion } from "../read/priced-question.ts";
import { DimensionInput, ScopeInput, scopedQuestion } from "../read/scoped-question.ts";
import { callInCurrency } from "../views/in-currency.ts";
import { latencyOverTime } from "../views/latency-over-time.ts";
import { projectProcedure, router } from "../trpc.ts";

const Kind = z.enum(["duration", "ttft"]);
const GroupBy = z.array(DimensionInput).min(1).max(2);
const SHOWN = 20;

export const latencyRouter = router({
  /** Percentiles of this period and the one before, and what failed. */
  summary: projectProcedure.input(ScopeInput).query(async ({ ctx, input }) => {
    const { current, previous, filters } = scopedQuestion(input, ctx.nowMs, ctx.project.timeZone);
    const ask = { filters: [...filters] };
    const [sums, duration, durationBefore, ttft, ttftBefore] = await Promise.all([
      totals(ctx.reader, { ...ask, range: current, previous }),
      latency(ctx.reader, { ...ask, range: current }),
      latency(ctx.reader, { ...ask, range: previous }),
      latency(ctx.reader, { ...ask, range: current, kind: "ttft" }),
      latency(ctx.reader, { ...ask, range: previous, kind: "ttft" }),
    ]);
    return {
      current: sums.current,
      previous: sums.previous ?? NO_USAGE,
      duration,
      durationBefore,
      ttft,
      ttftBefore,
    };
  }),
  /** Percentiles per bucket, and how many calls took how long. */
  overTime: projectProcedure.input(ScopeInput.extend({ kind: Kind })).query(({ ctx, input }) => {
    const question = scopedQuestion(input, ctx.nowMs, ctx.project.timeZone);
    return latencyOverTime(ctx.reader, question, input.kind);
  }),
  /** Who waits: the fifty groups with most calls. */
  table: projectProcedure.input(ScopeInput.extend({ by: GroupBy })).query(({ ctx, input }) => {
    const { current, filters } = scopedQuestion(input, ctx.nowMs, ctx.project.timeZone);
    return latencyByDimension(ctx.reader, { range: current, filters: [...filters], groupBy: [...input.by] });
  }),
  /** The calls that took longest. */
  slowest: projectProcedure.input(ScopeInput.extend({ kind: Kind })).query(async ({ ctx, input }) => {
    const { question, currency } = await pricedQuestion(input, ctx);
    const { current, filters, rates } = question;
    const calls = await slowestCalls(ctx.reader, {
      range: current,
      filters: [...filters],
      kind: input.kind,
      limit: SHOWN,
    });
    return calls.map((call) => callInCurrency(call, { currency, rates }));
  }),
  /** Failed calls by provider and code, with the share of each provider's calls. */
  failures: projectProcedure.input(ScopeInput).query(async ({ ctx, input }) => {
    const { current, filters } = scopedQuestion(input, ctx.nowMs, ctx.project.timeZone);
    const ask = { range: current, filters: [...filters] };
    const [codes, providers] = await Promise.all([
      failures(ctx.reader, ask),
      costByDimension(ctx.reader, { ...ask, groupBy: ["provider"], orderBy: "calls", limit: 200 }),
    ]);
    const callsOf = new Map(providers.rows.map(({ keys, calls }) => [keys[0] ?? "", calls]));
    return codes.map((code) => ({ ...code, providerCalls: callsOf.get(code.provider) ?? null }));
  }),
  /** What became of failed calls, looked up in the newest part of the period. */
  retries: projectProcedure.input(ScopeInput).query(({ ctx, input }) => {
    const { current, filters } = scopedQuestion(input, ctx.nowMs, ctx.project.timeZone);
    return retries(ctx.reader, { range: current, filters: [...filters] });
  }),
});
