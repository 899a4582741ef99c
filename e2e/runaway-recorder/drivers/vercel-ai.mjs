import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { generateText, jsonSchema, stepCountIs, tool } from "ai";
import { startTracing } from "../tracing.mjs";

export const packages = ["ai", "@ai-sdk/openai", "@ai-sdk/anthropic", "@opentelemetry/sdk-trace-base"];
export const encoding = "json";

/** The Vercel AI SDK 5 and 6 with `experimental_telemetry`. */
export function createDriver({ providerUrl, sinkUrl }) {
  const openai = createOpenAI({ baseURL: `${providerUrl}/v1`, apiKey: "fake" });
  const anthropic = createAnthropic({ baseURL: `${providerUrl}/v1`, apiKey: "fake" });
  const models = [openai.chat("gpt-4.1-mini"), anthropic("claude-sonnet-4-5")];
  const settings = (name, seed) => ({
    model: models[seed % models.length],
    experimental_telemetry: {
      isEnabled: true,
      functionId: name,
      metadata: { userId: `u-${seed}`, tenantId: "northwind" },
    },
  });
  return {
    ...startTracing(new OTLPTraceExporter({ url: `${sinkUrl}/v1/traces` }), "next-agents"),
    isModel: ({ name }) => name.endsWith(".doGenerate"),
    isTool: ({ name }) => name === "ai.toolCall",
    async agent({ name, system, tools, prompt, maxSteps, seed, runTool }) {
      const entries = tools.map(({ name: toolName, schema }) => [
        toolName,
        tool({
          description: toolName.replaceAll("_", " "),
          inputSchema: jsonSchema(schema),
          execute: (args) => runTool(toolName, args),
        }),
      ]);
      const { text } = await generateText({
        ...settings(name, seed),
        system,
        prompt,
        tools: Object.fromEntries(entries),
        stopWhen: stepCountIs(maxSteps),
      });
      return text;
    },
    async ask({ name, system, messages, seed, retries }) {
      const { text } = await generateText({ ...settings(name, seed), system, messages, maxRetries: retries });
      return text;
    },
  };
}
