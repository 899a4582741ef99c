import { SpanStatusCode, trace } from "@opentelemetry/api";
import { beforeAll, expect, test } from "vitest";
import { createGuard, RunawayHaltedError } from "../src/index.ts";
import { startTracing } from "./start-tracing.ts";

const guard = createGuard({ stream: false, loops: { toolFailures: 5 } });
startTracing({ guard });
beforeAll(() => guard.ready());

interface ToolUse {
  readonly arguments: string;
  /** Undefined: the tool fails. */
  readonly result?: string;
}

/** An agent whose every turn is one guarded model call and one tool call, until it is stopped. */
async function runAgent(use: (turn: number) => ToolUse): Promise<{ readonly turns: number; readonly error?: unknown }> {
  const tracer = trace.getTracer("agent");
  return tracer.startActiveSpan("invoke_agent", { root: true }, async (root) => {
    let turns = 0;
    try {
      for (; turns < 40; turns += 1) {
        const admission = await guard.admit({ model: "gpt-5.4-mini" });
        admission.settle(undefined);
        tracer.startSpan("chat", { attributes: { "gen_ai.operation.name": "chat" } }).end();
        const { arguments: given, result } = use(turns);
        const startTime = Date.now() + turns * 2_000;
        const tool = tracer.startSpan("execute_tool search", {
          startTime,
          attributes: { "gen_ai.tool.name": "search", "gen_ai.tool.call.arguments": given },
        });
        if (result === undefined) tool.setStatus({ code: SpanStatusCode.ERROR, message: "timeout" });
        else tool.setAttribute("gen_ai.tool.call.result", result);
        tool.end(startTime + 500);
      }
      return { turns };
    } catch (error) {
      return { turns, error };
    } finally {
      root.end();
    }
  });
}

test.each([
  {
    name: "the same call with the same result",
    use: () => ({ arguments: '{"q":"refund"}', result: "nothing new" }),
    turns: 6,
    rule: "same_call",
  },
  {
    name: "a tool that keeps failing, at the given threshold",
    use: () => ({ arguments: '{"q":"x"}' }),
    turns: 5,
    rule: "failure_streak",
  },
])("$name is stopped before the next model call", async ({ use, turns, rule }) => {
  const run = await runAgent(use);
  expect(run.error).toBeInstanceOf(RunawayHaltedError);
  expect((run.error as RunawayHaltedError).finding).toMatchObject({ rule, source: "loop", severity: "critical" });
  expect(run.turns).toBe(turns);
});

test("an agent that reads page after page goes on", async () => {
  const page = (turn: number): ToolUse => ({ arguments: `{"page":${turn}}`, result: `rows ${turn}0 to ${turn}9` });
  expect(await runAgent(page)).toEqual({ turns: 40 });
});
