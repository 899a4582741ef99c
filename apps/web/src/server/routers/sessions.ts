import {
  costByDimension,
  getSession,
  listSessions,
  traceTurns,
  type ProjectReader,
  type SessionTrace,
} from "@spanledger/clickhouse";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { readTurn } from "#lib/calls/read-turn.ts";
import { pricedQuestion } from "../read/priced-question.ts";
import { readDisplayCurrency } from "../read/read-display-currency.ts";
import { ScopeInput } from "../read/scoped-question.ts";
import { projectProcedure, router } from "../trpc.ts";

const PAGE = 50;
const TRACES = 20;

const ListCursor = z.object({ lastSeenMs: z.int().min(0), session: z.string().max(1000), asOfMs: z.int().min(0) });
const TraceCursor = z.object({ startNs: z.string().regex(/^\d{1,19}$/), traceId: z.string().regex(/^[0-9a-f]{32}$/) });

export const sessionsRouter = router({
  /** Conversations of the range, the last seen first. */
  list: projectProcedure.input(ScopeInput.extend({ cursor: ListCursor.nullish() })).query(async ({ ctx, input }) => {
    const { question, currency, currencyMissing } = await pricedQuestion(input, ctx);
    const { current, filters, rates } = question;
    const page = await listSessions(ctx.reader, {
      range: current,
      filters: [...filters],
      ...(rates && { rates }),
      limit: PAGE,
      nowMs: ctx.nowMs,
      ...(input.cursor ? { after: input.cursor } : {}),
    });
    return { ...page, currency, currencyMissing };
  }),
  /** One conversation: its traces in order with what was asked and answered, whatever the range of the page. */
  get: projectProcedure
    .input(
      ScopeInput.pick({ currency: true }).extend({
        session: z.string().min(1).max(1000),
        cursor: TraceCursor.nullish(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { session, cursor } = input;
      const page = await getSession(ctx.reader, { session, limit: TRACES, ...(cursor ? { after: cursor } : {}) });
      if (page.traces.length === 0 && !cursor)
        throw new TRPCError({ code: "NOT_FOUND", message: "There is no such session in this project." });
      const range = rangeOf(page.traces);
      const { rates, ...shown } = await readDisplayCurrency(
        { ...ctx, project: input.currency === "USD" ? { ...ctx.project, currency: "USD" } : ctx.project },
        range,
      );
      const [usage, turns] = await Promise.all([
        usageOf(ctx.reader, { session, range, ...(rates && { rates }) }),
        traceTurns(ctx.reader, { traceIds: page.traces.map(({ traceId }) => traceId) }),
      ]);
      const said = new Map(turns.map((turn) => [turn.traceId, readTurn(turn)]));
      const traces = page.traces.map((trace) => ({
        ...trace,
        usage: usage.get(trace.traceId) ?? null,
        turn: said.get(trace.traceId) ?? null,
      }));
      return { session, traces, next: page.next, ...shown };
    }),
});

interface UsageOf {
  readonly session: string;
  readonly range: { readonly fromMs: number; readonly toMs: number };
  readonly rates?: NonNullable<Parameters<typeof costByDimension>[1]["rates"]>;
}

/** Sums per trace of the session. */
async function usageOf(reader: ProjectReader, { session, range, rates }: UsageOf) {
  if (range.toMs <= range.fromMs) return new Map<string, never>();
  const { rows } = await costByDimension(reader, {
    range,
    ...(rates && { rates }),
    filters: [{ dimension: "session", op: "in", values: [session] }],
    groupBy: ["trace"],
    limit: 1000,
  });
  return new Map(rows.map(({ keys, ...usage }) => [keys[0] ?? "", usage]));
}

/** From the first start to the last end: every span of these traces starts inside. */
function rangeOf(traces: readonly SessionTrace[]): { fromMs: number; toMs: number } {
  const starts = traces.map(({ startNs }) => Number(BigInt(startNs) / 1_000_000n));
  return {
    fromMs: Math.min(...starts, Date.UTC(2100, 0, 1)),
    toMs: Math.max(0, ...traces.map(({ endMs }) => endMs + 1)),
  };
}
