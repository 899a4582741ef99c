import { addModelCall } from "../add-model-call.ts";
import { addRetrieval } from "../add-retrieval.ts";
import { addToolCall } from "../add-tool-call.ts";
import type { DemoTrace } from "../demo-span.ts";
import { MODELS } from "../models.ts";
import { pickVersion } from "../prompts.ts";
import { STORY } from "../story.ts";
import { createTraceBuilder, type Request } from "../trace-builder.ts";

const QUESTIONS = [
  "Where is my order?",
  "I was charged twice this month.",
  "Please change the delivery address of my last order.",
  "How can I get a refund for the broken charger?",
] as const;

/** `support-copilot`: an agent that sorts the request, looks things up and answers. Its root repeats the summed usage. */
export function supportConversation(request: Request): DemoTrace {
  const { random, startMs, daysAgo } = request;
  const trace = createTraceBuilder(request);
  const root = trace.newSpanId();
  const question = random.pick(QUESTIONS);
  const triage = addModelCall(trace, request, {
    parent: root,
    startMs: startMs + 5,
    model: daysAgo < STORY.modelWithoutPrice ? MODELS.ownTriage : MODELS.mistral,
    prompt: "support/triage",
    inputTokens: random.skewed(540, 0.3),
    outputTokens: random.skewed(18, 0.3),
    question,
    answer: "category: order, urgency: normal",
  });
  const foundMs = addRetrieval(trace, request, {
    parent: root,
    startMs: triage.endMs,
    query: question,
    source: "help-centre",
  });
  const version = pickVersion("support/answer", daysAgo, random);
  // Version 4 pastes the whole knowledge base into the prompt.
  const factor = version === "4" ? 2.6 : 1;
  const plan = addModelCall(trace, request, {
    parent: root,
    startMs: foundMs,
    model: MODELS.sonnet,
    prompt: "support/answer",
    version,
    inputTokens: random.skewed(2900, 0.25) * factor,
    outputTokens: random.skewed(70, 0.3),
    finishReason: "tool_calls",
    question,
    answer: "",
  });
  const toolMs = addToolCall(trace, request, {
    parent: root,
    startMs: plan.endMs,
    tool: random.pick(["find_order", "list_invoices", "find_customer"]),
    args: { customer: `c-${random.int(1000, 9999)}` },
    result: '{"status":"in transit","eta":"2 days"}',
    medianMs: 180,
  });
  const answer = addModelCall(trace, request, {
    parent: root,
    startMs: toolMs,
    model: MODELS.sonnet,
    prompt: "support/answer",
    version,
    inputTokens: random.skewed(3200, 0.25) * factor,
    outputTokens: random.skewed(260, 0.35),
    question,
    answer: "Your order is on its way and should arrive in two days. Is there anything else I can do for you?",
  });
  const calls = [triage, plan, answer];
  trace.add({
    spanId: root,
    name: "invoke_agent support-copilot",
    startMs,
    durationMs: answer.endMs - startMs + 8,
    attributes: {
      "gen_ai.operation.name": "invoke_agent",
      "gen_ai.agent.name": "support-copilot",
      "gen_ai.usage.input_tokens": calls.reduce((sum, call) => sum + call.inputTokens, 0),
      "gen_ai.usage.output_tokens": calls.reduce((sum, call) => sum + call.outputTokens, 0),
    },
  });
  return trace.build();
}
