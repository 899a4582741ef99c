import Anthropic from "@anthropic-ai/sdk";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { startTracing } from "../tracing.mjs";

export const packages = ["@anthropic-ai/sdk", "@opentelemetry/sdk-trace-base"];
export const encoding = "proto";

const textOf = (message) => message.content.map((block) => (block.type === "text" ? block.text : "")).join("");

/** The tool runner of the Anthropic SDK with its own spans. */
export function createDriver({ providerUrl, sinkUrl }) {
  const tracing = startTracing(new OTLPTraceExporter({ url: `${sinkUrl}/v1/traces` }), "claude-agents");
  const openTelemetry = { traces: { contentMode: "content" } };
  const client = new Anthropic({ baseURL: providerUrl, apiKey: "fake", openTelemetry });
  const common = { model: "claude-sonnet-4-5", max_tokens: 2048 };
  return {
    ...tracing,
    isModel: ({ name }) => name === "anthropic.messages.create",
    isTool: ({ name }) => name.startsWith("anthropic.custom_tool_use"),
    async agent({ system, tools, prompt, maxSteps, runTool }) {
      const message = await client.beta.messages.toolRunner({
        ...common,
        system,
        messages: [{ role: "user", content: prompt }],
        max_iterations: maxSteps,
        tools: tools.map(({ name, schema }) => ({
          type: "custom",
          name,
          description: name.replaceAll("_", " "),
          input_schema: schema,
          parse: (input) => input,
          run: (args) => runTool(name, args),
        })),
      });
      return textOf(message);
    },
    async ask({ system, messages, retries }) {
      return textOf(await client.messages.create({ ...common, system, messages }, { maxRetries: retries }));
    },
  };
}
