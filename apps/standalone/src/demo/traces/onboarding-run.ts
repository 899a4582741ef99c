import { addModelCall } from "../add-model-call.ts";
import { addToolCall } from "../add-tool-call.ts";
import type { DemoTrace } from "../demo-span.ts";
import { MODELS } from "../models.ts";
import { createTraceBuilder, type Request } from "../trace-builder.ts";

const TOOLS = ["read_company_profile", "create_workspace", "invite_user", "import_contacts", "search_orders"] as const;

/** `onboarding-agent`: a handful of rounds of model and tool, with a context that grows by what the tools return. */
export function onboardingRun(request: Request): DemoTrace {
  const { random, startMs } = request;
  const trace = createTraceBuilder(request);
  const root = trace.newSpanId();
  const model = random.chance(0.75) ? MODELS.gpt : MODELS.gptLarge;
  const rounds = random.int(2, 5);
  let inputTokens = random.skewed(1700, 0.2);
  let endMs = startMs + 6;
  for (let round = 0; round <= rounds; round++) {
    const last = round === rounds;
    const call = addModelCall(trace, request, {
      parent: root,
      startMs: endMs,
      model,
      prompt: "onboarding/assistant",
      inputTokens,
      outputTokens: random.skewed(last ? 210 : 55, 0.3),
      ...(round > 0 ? { cacheReadTokens: 1024 } : {}),
      finishReason: last ? "stop" : "tool_calls",
      question: "Set up the workspace for the new customer and invite the people in the list.",
      answer: last ? "The workspace is ready; five people have been invited." : "",
    });
    endMs = call.endMs;
    if (last || call.failed) break;
    const tool = random.pick(TOOLS);
    endMs = addToolCall(trace, request, {
      parent: root,
      startMs: endMs,
      tool,
      args: { step: round + 1, company: request.tenant.id },
      result: '{"ok":true}',
      medianMs: 240,
    });
    inputTokens += random.skewed(420, 0.4);
  }
  trace.add({
    spanId: root,
    name: "invoke_agent onboarding-agent",
    startMs,
    durationMs: endMs - startMs + 9,
    attributes: { "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "onboarding-agent" },
  });
  return trace.build();
}
