import { addModelCall } from "../add-model-call.ts";
import type { DemoTrace } from "../demo-span.ts";
import { MODELS } from "../models.ts";
import { createTraceBuilder, type Request } from "../trace-builder.ts";

const ROUNDS = 41;

/** The onboarding agent asks for the same orders over and over, with an ever longer context, until it is stopped. */
export function runaway(request: Request): DemoTrace {
  const { random, startMs } = request;
  const trace = createTraceBuilder(request);
  const root = trace.newSpanId();
  let endMs = startMs + 6;
  for (let round = 0; round < ROUNDS; round++) {
    const call = addModelCall(trace, request, {
      parent: root,
      startMs: endMs,
      model: MODELS.gptLarge,
      prompt: "onboarding/assistant",
      version: "c",
      inputTokens: 2400 + round * 3600,
      outputTokens: random.skewed(60, 0.15),
      finishReason: "tool_calls",
      question: "Set up the workspace for the new customer and import the open orders.",
      answer: "I will look up the open orders again.",
    });
    const stopped = round === ROUNDS - 1;
    trace.add({
      name: "execute_tool search_orders",
      parent: root,
      startMs: call.endMs,
      durationMs: 140,
      attributes: {
        "gen_ai.operation.name": "execute_tool",
        "gen_ai.tool.name": "search_orders",
        "gen_ai.tool.type": "function",
        "gen_ai.tool.call.id": `call_${random.hex(6)}`,
        "gen_ai.tool.call.arguments": '{"status":"open","page":1}',
        ...(stopped ? {} : { "gen_ai.tool.call.result": '{"orders":[],"next_page":1}' }),
      },
      ...(stopped
        ? { error: { type: "spanledger.halted", message: "Stopped: same tool, same arguments, 41 times" } }
        : {}),
    });
    endMs = call.endMs + 140;
  }
  trace.add({
    spanId: root,
    name: "invoke_agent onboarding-agent",
    startMs,
    durationMs: endMs - startMs + 4,
    attributes: { "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "onboarding-agent" },
    error: { type: "spanledger.halted", message: "search_orders was called 41 times with the same arguments" },
  });
  return trace.build();
}
