import { getSpanContent, getTrace, listCalls } from "@spanledger/clickhouse";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { USD } from "#lib/money/display-currency.ts";
import { pricedQuestion } from "../read/priced-question.ts";
import { readDisplayCurrency } from "../read/read-display-currency.ts";
import { ScopeInput } from "../read/scoped-question.ts";
import { callInCurrency, traceInCurrency } from "../views/in-currency.ts";
import { projectProcedure, router } from "../trpc.ts";

const PAGE = 100;

export const CALL_KINDS = ["all", "counted", "errors", "unpriced", "no_usage"] as const;
type CallKind = (typeof CALL_KINDS)[number];

const KINDS = {
  all: {},
  counted: { countedOnly: true },
  errors: { errorsOnly: true },
  unpriced: { costStatuses: ["unpriced"], countedOnly: true },
  no_usage: { costStatuses: ["no_usage"], countedOnly: true },
} as const satisfies Record<CallKind, object>;

const Cursor = z.object({ startTimeNs: z.string(), writer: z.string(), seq: z.string() });
const TraceId = z.string().regex(/^[0-9a-f]{32}$/i);

export const callsRouter = router({
  /** Newest first, a page at a time. */
  list: projectProcedure
    .input(ScopeInput.extend({ kind: z.enum(CALL_KINDS), cursor: Cursor.nullish() }))
    .query(async ({ ctx, input }) => {
      const { question, currency } = await pricedQuestion(input, ctx);
      const { current, filters, rates } = question;
      const { kind, cursor } = input;
      const { costStatuses, ...flags } = { costStatuses: [] as readonly string[], ...KINDS[kind] };
      const page = await listCalls(ctx.reader, {
        range: current,
        filters: [...filters],
        ...flags,
        costStatuses: [...costStatuses],
        limit: PAGE,
        ...(cursor ? { after: cursor } : {}),
      });
      return { ...page, calls: page.calls.map((call) => callInCurrency(call, { currency, rates })) };
    }),
  trace: projectProcedure
    .input(ScopeInput.pick({ currency: true }).extend({ traceId: TraceId }))
    .query(async ({ ctx, input }) => {
      const trace = await getTrace(ctx.reader, input);
      if (!trace) throw new TRPCError({ code: "NOT_FOUND", message: "There is no such trace in this project." });
      if (input.currency === "USD") return { ...trace, currency: USD, currencyMissing: "" };
      const starts = trace.spans.map(({ startTimeNs }) => Number(BigInt(startTimeNs) / 1_000_000n));
      const window = { fromMs: Math.min(...starts), toMs: Math.max(...starts) + 1 };
      return traceInCurrency(trace, await readDisplayCurrency(ctx, window));
    }),
  /** Prompts and answers of one span, apart from the trace because they are big and personal. */
  content: projectProcedure
    .input(z.object({ traceId: TraceId, spanId: z.string().regex(/^[0-9a-f]{16}$/i) }))
    .query(async ({ ctx, input }) => (await getSpanContent(ctx.reader, input)) ?? null),
});
