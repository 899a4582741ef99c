import { createRequire } from "node:module";
import { BATCH_DELAY_MS } from "../tracing.mjs";

export const packages = ["@openai/agents", "openai", "openlit", "@opentelemetry/sdk-trace-base"];
export const encoding = "json";

const attributesOf = (span) =>
  Object.fromEntries(span.attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

/** OpenAI Agents with openlit, which brings its own SDK and exporter. */
export async function createDriver({ providerUrl, sinkUrl }) {
  process.env.OTEL_BSP_SCHEDULE_DELAY = String(BATCH_DELAY_MS);
  const require = createRequire(import.meta.url);
  const openlit = require("openlit").default ?? require("openlit");
  openlit.init({
    applicationName: "support-agents",
    environment: "production",
    otlpEndpoint: sinkUrl,
    disableMetrics: true,
    disableEvents: true,
  });
  const agents = require("@openai/agents");
  const OpenAI = require("openai").default;
  const { trace } = require("@opentelemetry/api");
  agents.setDefaultOpenAIClient(new OpenAI({ baseURL: `${providerUrl}/v1`, apiKey: "fake" }));
  agents.setOpenAIAPI("chat_completions");
  const client = (maxRetries) => new OpenAI({ baseURL: `${providerUrl}/v1`, apiKey: "fake", maxRetries });
  function build({ name, system, tools, runTool }) {
    return new agents.Agent({
      name,
      instructions: system,
      model: "gpt-4.1",
      tools: tools.map(({ name: toolName, schema }) =>
        agents.tool({
          name: toolName,
          description: toolName.replaceAll("_", " "),
          parameters: { ...schema, additionalProperties: true },
          strict: false,
          execute: (args) => runTool(toolName, args),
        }),
      ),
    });
  }
  return {
    handsOff: true,
    flush: () => trace.getTracerProvider().getDelegate().forceFlush(),
    spansOf: (requests) =>
      requests.flatMap(({ body }) =>
        JSON.parse(body.toString())
          .resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
          .map((span) => ({ ...span, startMs: Number(span.startTimeUnixNano) / 1e6, attributes: attributesOf(span) })),
      ),
    isModel: ({ attributes }) => attributes["gen_ai.operation.name"] === "chat",
    isTool: ({ attributes }) => attributes["gen_ai.operation.name"] === "execute_tool",
    async agent({ team, prompt, maxSteps, ...first }) {
      const built = new Map([first, ...team].map((one) => [one.name, build({ ...one, runTool: first.runTool })]));
      for (const agent of built.values()) agent.handoffs = [...built.values()].filter((other) => other !== agent);
      const { finalOutput } = await agents.run(built.get(first.name), prompt, { maxTurns: maxSteps });
      return String(finalOutput);
    },
    async ask({ system, messages, retries }) {
      const answer = await client(retries).chat.completions.create({
        model: "gpt-4.1",
        messages: [{ role: "system", content: system }, ...messages],
      });
      return answer.choices[0].message.content;
    },
  };
}
