import { addModelCall, type CacheEntry } from "../add-model-call.ts";
import { addRetrieval } from "../add-retrieval.ts";
import type { DemoTrace } from "../demo-span.ts";
import { MODELS } from "../models.ts";
import { createRandom } from "../random.ts";
import { STORY } from "../story.ts";
import { createTraceBuilder, type Request } from "../trace-builder.ts";

const QUESTIONS = [
  "How do I export last quarter's tickets?",
  "Which retention period applies to call recordings?",
  "Can two teams share one mailbox?",
  "How are working hours counted across time zones?",
] as const;

/**
 * `search-answers`: rewrite the query, look up documents, answer from them. Some answers come from the company's own cache:
 * the same prompt again, or a similar one.
 */
export function searchAnswer(request: Request, entry = entryOf(request)): DemoTrace {
  const { random, startMs } = request;
  const trace = createTraceBuilder(request);
  const root = trace.newSpanId();
  const question = random.pick(QUESTIONS);
  const rewritten = addModelCall(trace, request, {
    parent: root,
    startMs: startMs + 4,
    model: MODELS.mistral,
    prompt: "search/rewrite-query",
    inputTokens: random.skewed(310, 0.3),
    outputTokens: random.skewed(34, 0.4),
    question,
    answer: question.toLowerCase(),
  });
  const foundMs = addRetrieval(trace, request, {
    parent: root,
    startMs: rewritten.endMs,
    query: question,
    source: "help-centre",
  });
  const cached = random.chance(0.35);
  const inputTokens = random.skewed(3600, 0.3);
  const answered = addModelCall(trace, request, {
    parent: root,
    startMs: foundMs,
    model: random.chance(0.7) ? MODELS.gpt : MODELS.haiku,
    prompt: "search/answer",
    inputTokens,
    outputTokens: random.skewed(310, 0.35),
    ...(entry ? { entry } : {}),
    ...(cached && !entry ? { cacheReadTokens: Math.min(1024, inputTokens * 0.6) } : {}),
    question,
    answer: "Open Reports, choose the period and press Export; the file arrives by mail. [1][3]",
  });
  trace.add({
    spanId: root,
    name: "invoke_workflow answer-search",
    startMs,
    durationMs: answered.endMs - startMs + 6,
    attributes: { "gen_ai.operation.name": "invoke_workflow", "gen_ai.workflow.name": "answer-search" },
  });
  return trace.build();
}

/** Drawn from a stream of its own, so that everything else of the demo is the same with and without a cache. */
function entryOf({ startMs, daysAgo, tenant }: Request): CacheEntry | undefined {
  const drawn = createRandom(startMs).next();
  if (daysAgo > STORY.responseCache || drawn > 0.3) return undefined;
  return { tier: drawn < 0.2 ? "exact" : "semantic", tenant: tenant.id };
}
