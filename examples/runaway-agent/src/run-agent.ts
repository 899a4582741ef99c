import { createOpenAI } from "@ai-sdk/openai";
import { type Guard, guardMiddleware, refusalOf, RunawayHaltedError, withAttribution } from "@spanledger/exporter";
import { generateText, stepCountIs, tool, wrapLanguageModel } from "ai";
import { z } from "zod";

/** US dollars per million tokens of the model below. */
const INPUT_USD = 0.75;
const OUTPUT_USD = 4.5;
const MAX_STEPS = 60;

export interface Run {
  /** Model calls that were made. */
  readonly calls: number;
  readonly costUsd: number;
  /** Undefined when nothing stopped it. */
  readonly halt: { readonly rule: string; readonly source: string; readonly sentence: string } | undefined;
  /** From the first repeated tool call to the halt. */
  readonly haltedAfterMs: number;
}

/** One agent that looks for an order and never finds it. Its model call goes through the guard's middleware. */
export async function runAgent(guard: Guard, baseURL: string): Promise<Run> {
  const provider = createOpenAI({ baseURL, apiKey: "not-needed" });
  const model = wrapLanguageModel({ model: provider.chat("gpt-5.4-mini"), middleware: guardMiddleware(guard) });
  const seen: { calls: number; costUsd: number; searches: number; repeatedAtMs: number } = {
    calls: 0,
    costUsd: 0,
    searches: 0,
    repeatedAtMs: 0,
  };
  const searchOrders = tool({
    description: "Finds orders of the shop.",
    inputSchema: z.object({ query: z.string() }),
    execute: () => {
      seen.searches += 1;
      if (seen.searches === 2) seen.repeatedAtMs = performance.now();
      return "Nothing new since the last search.";
    },
  });
  const work = (): Promise<unknown> =>
    generateText({
      model,
      system: "You answer customers of an online shop.",
      prompt: "Where is the refund of order 4711?",
      tools: { search_orders: searchOrders },
      stopWhen: stepCountIs(MAX_STEPS),
      experimental_telemetry: { isEnabled: true, functionId: "refund-agent" },
      onStepFinish: ({ usage }) => {
        seen.calls += 1;
        seen.costUsd += ((usage.inputTokens ?? 0) * INPUT_USD + (usage.outputTokens ?? 0) * OUTPUT_USD) / 1e6;
      },
    });
  try {
    await withAttribution({ feature: "refund-agent", tenant: "acme" }, work);
    return { calls: seen.calls, costUsd: seen.costUsd, halt: undefined, haltedAfterMs: 0 };
  } catch (error) {
    const refusal = refusalOf(error);
    if (!(refusal instanceof RunawayHaltedError)) throw error;
    const haltedAfterMs = Math.round(performance.now() - seen.repeatedAtMs);
    return { calls: seen.calls, costUsd: seen.costUsd, halt: refusal.finding, haltedAfterMs };
  }
}
