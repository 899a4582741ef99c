import { getSpanContent, getTrace, listCalls } from "@spanledger/clickhouse";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { ScopeInput, scopedQuestion } from "../read/scoped-question.ts";
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
    .query(({ ctx, input }) => {
      const { current, filters } = scopedQuestion(input, ctx.nowMs, ctx.project.timeZone);
      const { kind, cursor } = input;
      const { costStatuses, ...flags } = { costStatuses: [] as readonly string[], ...KINDS[kind] };
      return listCalls(ctx.reader, {
        range: current,
        filters: [...filters],
        ...flags,
        costStatuses: [...costStatuses],
        limit: PAGE,
        ...(cursor ? { after: cursor } : {}),
      });
    }),
  trace: projectProcedure.input(z.object({ traceId: TraceId })).query(async ({ ctx, input }) => {
    const trace = await getTrace(ctx.reader, input);
    if (!trace) throw new TRPCError({ code: "NOT_FOUND", message: "There is no such trace in this project." });
    return trace;
  }),
  /** Prompts and answers of one span, apart from the trace because they are big and personal. */
  content: projectProcedure
    .input(z.object({ traceId: TraceId, spanId: z.string().regex(/^[0-9a-f]{16}$/i) }))
    .query(async ({ ctx, input }) => (await getSpanContent(ctx.reader, input)) ?? null),
});
