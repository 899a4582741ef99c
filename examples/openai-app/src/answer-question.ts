import { createRequire } from "node:module";
import type OpenAI from "openai";
import { withAttribution } from "./attribution.ts";

const PROMPT = {
  name: "support/answer",
  version: "3",
  text: "You answer customers of an online shop, briefly and politely.",
};

/** Makes a client after telemetry has started: the instrumentation hooks `require`, so the package is loaded with it. */
export function createClient(baseURL: string): OpenAI {
  const { OpenAI: Client } = createRequire(import.meta.url)("openai") as { OpenAI: typeof OpenAI };
  return new Client({ baseURL, apiKey: "not-needed" });
}

/** One model call, tagged with the prompt that made it. */
export function answerQuestion(client: OpenAI, question: string): Promise<string> {
  return withAttribution({ "gen_ai.prompt.name": PROMPT.name, "gen_ai.prompt.version": PROMPT.version }, async () => {
    const completion = await client.chat.completions.create({
      model: "gpt-5.4-mini",
      messages: [
        { role: "system", content: PROMPT.text },
        { role: "user", content: question },
      ],
    });
    return completion.choices[0]?.message.content ?? "";
  });
}
