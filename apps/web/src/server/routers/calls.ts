import {
  attributeKeys,
  CallPosition,
  getSpanContent,
  getTrace,
  getTraceSize,
  getTraceTree,
  listCalls,
  searchContent,
} from "@spanledger/clickhouse";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { callSelectionOf, CallListInput } from "../read/call-search-input.ts";
import { pricedQuestion } from "../read/priced-question.ts";
import { readDisplayCurrency, type CurrencyContext } from "../read/read-display-currency.ts";
import { ScopeInput } from "../read/scoped-question.ts";
import { packRows } from "#lib/pack-rows.ts";
import { callInCurrency, traceInCurrency, treeInCurrency } from "../views/in-currency.ts";
import { projectProcedure, router } from "../trpc.ts";

const PAGE = 100;
const HIT_PAGE = 50;
const DAY_MS = 86_400_000;

const TraceId = z.string().regex(/^[0-9a-f]{32}$/i);
const SpanId = z.string().regex(/^[0-9a-f]{16}$/i);
const Currency = ScopeInput.pick({ currency: true });

export const callsRouter = router({
  /** Newest first, a page at a time. */
  list: projectProcedure
    .input(CallListInput.extend({ cursor: CallPosition.nullish() }))
    .query(async ({ ctx, input }) => {
      const { question, currency, currencyMissing } = await pricedQuestion(input, ctx);
      const { current, filters, rates } = question;
      const page = await listCalls(ctx.reader, {
        range: current,
        filters: [...filters],
        ...callSelectionOf(input),
        ...(rates && { rates }),
        limit: PAGE,
        ...(input.cursor ? { after: input.cursor } : {}),
      });
      const calls = page.calls.map((call) => callInCurrency(call, { currency, rates }));
      return { ...page, calls, currency, currencyMissing };
    }),
  /** Spans whose messages, tool data or documents have a text; says how far it searched. */
  byContent: projectProcedure
    .input(CallListInput.extend({ text: z.string().min(2).max(200), cursor: CallPosition.nullish() }))
    .query(async ({ ctx, input }) => {
      const { question, currency, currencyMissing } = await pricedQuestion(input, ctx);
      const { current, filters, rates } = question;
      const page = await searchContent(ctx.reader, {
        range: current,
        filters: [...filters],
        ...callSelectionOf(input, true),
        ...(rates && { rates }),
        text: input.text,
        limit: HIT_PAGE,
        ...(input.cursor ? { after: input.cursor } : {}),
      });
      const calls = page.calls.map((call) => ({ ...callInCurrency(call, { currency, rates }), excerpt: call.excerpt }));
      return { ...page, calls, currency, currencyMissing };
    }),
  /** Keys of attributes in use, for a filter by one of them. */
  attributeKeys: projectProcedure.input(z.object({ text: z.string().max(200) })).query(({ ctx, input }) => {
    const toMs = Math.ceil(ctx.nowMs / 60_000) * 60_000;
    return attributeKeys(ctx.reader, { text: input.text, range: { fromMs: toMs - 30 * DAY_MS, toMs } });
  }),
  /** How many spans a trace has. */
  traceSize: projectProcedure
    .input(z.object({ traceId: TraceId }))
    .query(({ ctx, input }) => getTraceSize(ctx.reader, input)),
  /** The tree of a trace, with what it shows of each span, packed: it may have ten thousand. */
  trace: projectProcedure.input(Currency.extend({ traceId: TraceId })).query(async ({ ctx, input }) => {
    const trace = await getTraceTree(ctx.reader, input);
    if (!trace) throw new TRPCError({ code: "NOT_FOUND", message: "There is no such trace in this project." });
    const shown = treeInCurrency(trace, await currencyOf(trace.spans, input.currency, ctx));
    return { ...shown, spans: packRows(shown.spans) };
  }),
  /** Everything about one span but its content. A span that was stored twice is there twice. */
  span: projectProcedure.input(Currency.extend({ traceId: TraceId, spanId: SpanId })).query(async ({ ctx, input }) => {
    const trace = await getTrace(ctx.reader, input);
    if (!trace) throw new TRPCError({ code: "NOT_FOUND", message: "There is no such span in this project." });
    return traceInCurrency(trace, await currencyOf(trace.spans, input.currency, ctx));
  }),
  /** Prompts and answers of one span, apart from the trace because they are big and personal. */
  content: projectProcedure
    .input(z.object({ traceId: TraceId, spanId: SpanId }))
    .query(async ({ ctx, input }) => (await getSpanContent(ctx.reader, input)) ?? null),
});

function currencyOf(
  spans: readonly { readonly startTimeNs: string }[],
  wanted: "project" | "USD",
  context: CurrencyContext,
) {
  const starts = spans.map(({ startTimeNs }) => Number(BigInt(startTimeNs) / 1_000_000n));
  const window = {
    fromMs: starts.reduce((least, start) => Math.min(least, start)),
    toMs: starts.reduce((most, start) => Math.max(most, start)) + 1,
  };
  const { project } = context;
  return readDisplayCurrency(
    { ...context, project: wanted === "USD" ? { ...project, currency: "USD" } : project },
    window,
  );
}
