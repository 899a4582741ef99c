import { addModelCall } from "../add-model-call.ts";
import type { DemoTrace } from "../demo-span.ts";
import { MODELS } from "../models.ts";
import { STORY } from "../story.ts";
import { createTraceBuilder, type Request } from "../trace-builder.ts";

const CLAUSES = ["liability", "termination", "data protection", "payment terms"] as const;

/**
 * `contract-review`: one long document, several questions about it. The document is cached at the provider: written by
 * the first question, read by the others, until caching was switched off.
 */
export function contractReview(request: Request): DemoTrace {
  const { random, startMs, daysAgo } = request;
  const trace = createTraceBuilder(request);
  const root = trace.newSpanId();
  const caching = daysAgo > STORY.cacheSwitchedOff;
  const model = random.chance(0.7) ? MODELS.bedrockSonnet : MODELS.sonnet;
  const documentTokens = random.skewed(11_000, 0.4);
  let endMs = startMs + 12;
  for (const [i, clause] of CLAUSES.entries()) {
    const cache = i === 0 ? { cacheWriteTokens: documentTokens } : { cacheReadTokens: documentTokens };
    const call = addModelCall(trace, request, {
      parent: root,
      startMs: endMs + random.int(5, 40),
      model,
      prompt: "contracts/extract-clauses",
      inputTokens: documentTokens + random.int(180, 420),
      outputTokens: random.skewed(360, 0.3),
      ...(caching ? cache : {}),
      question: `Extract every clause about ${clause} from the attached contract.`,
      answer: `§ 7 (2): the clause about ${clause} applies for the term of the contract.`,
    });
    endMs = call.endMs;
  }
  const summary = addModelCall(trace, request, {
    parent: root,
    startMs: endMs + 20,
    model: MODELS.gptLarge,
    prompt: "contracts/summarise",
    inputTokens: random.skewed(2100, 0.2),
    outputTokens: random.skewed(520, 0.25),
    reasoningTokens: random.skewed(140, 0.3),
    question: "Summarise the findings for the legal team in five bullet points.",
    answer: "1. Liability is capped at the yearly fee. 2. Notice period of three months.",
  });
  trace.add({
    spanId: root,
    name: "invoke_workflow review-contract",
    startMs,
    durationMs: summary.endMs - startMs + 15,
    attributes: { "gen_ai.operation.name": "invoke_workflow", "gen_ai.workflow.name": "review-contract" },
  });
  return trace.build();
}
