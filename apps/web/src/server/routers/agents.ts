import { guardSettings, usualTraceCosts } from "@spanledger/clickhouse";
import { writeLimits } from "@spanledger/guard";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { formatTime } from "#lib/time/format-time.ts";
import { changeTrace, type TraceChangeOutcome } from "../guard/change-trace.ts";
import { GuardLimitsInput } from "../guard/guard-limits-input.ts";
import { limitsFor } from "../guard/limits-for.ts";
import { readActors } from "../guard/read-actors.ts";
import { readGuardLimits } from "../guard/read-guard-limits.ts";
import { replayGuard } from "../guard/replay-guard.ts";
import { runInTurn } from "../guard/run-in-turn.ts";
import { saveGuardLimits } from "../guard/save-guard-limits.ts";
import { ScopeInput, scopedQuestion } from "../read/scoped-question.ts";
import { changeProcedure, projectProcedure, readProcedure, router } from "../trpc.ts";
import { findTraces } from "../views/agents/find-traces.ts";
import { openNow } from "../views/agents/open-now.ts";
import { traceEvidence } from "../views/agents/trace-evidence.ts";

const Currency = ScopeInput.pick({ currency: true });
const TraceId = z.string().regex(/^[0-9a-f]{32}$/, "A trace id has 32 hex digits.");
const MINUTES = "A halt lasts from 1 to 1440 minutes.";
const Change = z.object({ traceId: TraceId, seen: z.string().max(20) });
const Thresholds = z.object({ set: GuardLimitsInput });
const SHOWN = 1_000;
const WEEK_MS = 7 * 86_400_000;
const USUAL = { leastTraces: 100 };

export const agentsRouter = router({
  /** Traces that run now, by what they cost per minute. */
  open: projectProcedure.input(Currency).query(({ ctx, input }) => openNow(ctx, input.currency)),
  /** What was found in the range, per trace. */
  found: projectProcedure.input(ScopeInput.pick({ range: true, currency: true })).query(({ ctx, input }) => {
    const { current } = scopedQuestion({ range: input.range, filters: [] }, ctx.nowMs, ctx.project.timeZone);
    return findTraces(ctx, { window: current, currency: input.currency, limit: SHOWN });
  }),
  /** What was found in the last seven days, whatever range is shown. */
  recent: projectProcedure.input(Currency).query(({ ctx, input }) => {
    const window = { fromMs: ctx.nowMs - WEEK_MS, toMs: ctx.nowMs + 60_000 };
    return findTraces(ctx, { window, currency: input.currency, limit: SHOWN });
  }),
  /** Why one trace is called a runaway. */
  evidence: projectProcedure
    .input(Currency.extend({ traceId: TraceId }))
    .query(({ ctx, input }) => traceEvidence(ctx, input)),
  halt: changeProcedure
    .input(Change.extend({ minutes: z.int(MINUTES).min(1, MINUTES).max(1440, MINUTES).default(60) }))
    .mutation(async ({ ctx, input: { traceId, seen, minutes } }) => {
      const change = { projectId: ctx.project.id, traceId, seen, forMs: minutes * 60_000, nowMs: ctx.nowMs };
      const outcome = await changeTrace(ctx.store, { ...change, to: "halted", changedBy: ctx.session.keyId });
      return answer(outcome, ctx);
    }),
  release: changeProcedure.input(Change).mutation(async ({ ctx, input: { traceId, seen } }) => {
    const change = { projectId: ctx.project.id, traceId, seen, forMs: 0, nowMs: ctx.nowMs };
    const outcome = await changeTrace(ctx.store, { ...change, to: "released", changedBy: ctx.session.keyId });
    return answer(outcome, ctx);
  }),
  /** What a project has that sets nothing. */
  defaults: readProcedure.query(() => writeLimits()),
  limits: projectProcedure.query(({ ctx }) => readGuardLimits(ctx.store, ctx.project.id)),
  saveLimits: changeProcedure.input(Thresholds).mutation(({ ctx, input: { set } }) =>
    saveGuardLimits(ctx.store, {
      ...set,
      projectId: ctx.project.id,
      changedBy: ctx.session.keyId,
      nowMs: ctx.nowMs,
    }),
  ),
  /** What thresholds would have found in the last seven days. Changes nothing. */
  replay: projectProcedure.input(Thresholds).mutation(async ({ ctx, input }) => {
    const [settings, usualCosts] = await Promise.all([
      guardSettings(ctx.store).list({ project: ctx.project.id }),
      usualTraceCosts(ctx.reader, { sinceMs: ctx.nowMs - WEEK_MS, ...USUAL }),
    ]);
    const { feature, mode, limits } = input.set;
    const tried = { project: ctx.project.id, feature, mode, limits: JSON.stringify(limits) };
    const others = settings.filter((setting) => setting.feature !== feature);
    return runInTurn("replay", () =>
      replayGuard(ctx.reader, {
        feature,
        before: limitsFor({ settings, usualCosts }),
        after: limitsFor({ settings: [...others, tried], usualCosts }),
        nowMs: ctx.nowMs,
        clock: () => performance.now(),
      }),
    );
  }),
});

interface Asked {
  readonly store: Parameters<typeof readActors>[0];
  readonly project: { readonly id: string; readonly timeZone: string };
}

/** `notice` says when somebody did the same before. */
async function answer(outcome: TraceChangeOutcome, { store, project }: Asked): Promise<{ readonly notice: string }> {
  if (outcome.status === "done") return { notice: "" };
  if (outcome.status === "unknown")
    throw new TRPCError({ code: "NOT_FOUND", message: "This project has no such trace any more." });
  const who = (await readActors(store, project.id))(outcome.by);
  const words = `${outcome.state} by ${who} at ${formatTime(outcome.atMs, "seconds", project.timeZone)}`;
  if (outcome.status === "already") return { notice: `It was already ${words}.` };
  const message = `This trace is ${outcome.state === "" ? "new here" : words}, which this page did not show: look again before you change it.`;
  throw new TRPCError({ code: "CONFLICT", message });
}
