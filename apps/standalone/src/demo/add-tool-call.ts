import type { Request, TraceBuilder } from "./trace-builder.ts";

export interface ToolCall {
  readonly parent: string;
  readonly startMs: number;
  readonly tool: string;
  readonly args: Readonly<Record<string, string | number>>;
  readonly result: string;
  readonly medianMs: number;
}

/** Adds one tool span and returns when it ended, in milliseconds since the epoch. */
export function addToolCall(trace: TraceBuilder, { random }: Request, call: ToolCall): number {
  const durationMs = random.skewed(call.medianMs, 0.5);
  const failed = random.chance(0.02);
  trace.add({
    name: `execute_tool ${call.tool}`,
    parent: call.parent,
    startMs: call.startMs,
    durationMs,
    attributes: {
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": call.tool,
      "gen_ai.tool.type": "function",
      "gen_ai.tool.call.id": `call_${random.hex(6)}`,
      "gen_ai.tool.call.arguments": JSON.stringify(call.args),
      ...(failed ? {} : { "gen_ai.tool.call.result": call.result }),
    },
    ...(failed ? { error: { type: "tool_error", message: `${call.tool}: upstream answered 503` } } : {}),
  });
  return call.startMs + durationMs;
}
