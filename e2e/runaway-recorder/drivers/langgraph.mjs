import { LangChainInstrumentation } from "@arizeai/openinference-instrumentation-langchain";
import * as callbackManager from "@langchain/core/callbacks/manager";
import { ChatOpenAI } from "@langchain/openai";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { createAgent, tool } from "langchain";
import { startTracing } from "../tracing.mjs";

export const packages = [
  "@arizeai/openinference-instrumentation-langchain",
  "@langchain/core",
  "@langchain/openai",
  "langchain",
  "@langchain/langgraph",
  "@opentelemetry/sdk-trace-base",
];
export const encoding = "proto";

/** LangChain agents on LangGraph with OpenInference. */
export function createDriver({ providerUrl, sinkUrl }) {
  const tracing = startTracing(new OTLPTraceExporter({ url: `${sinkUrl}/v1/traces` }), "langgraph-agents");
  const instrumentation = new LangChainInstrumentation({ tracerProvider: tracing.provider });
  instrumentation.manuallyInstrument(callbackManager);
  const model = (retries) =>
    new ChatOpenAI({
      model: "gpt-4.1-mini",
      apiKey: "fake",
      maxRetries: retries,
      configuration: { baseURL: `${providerUrl}/v1` },
    });
  const kind = ({ attributes }) => attributes["openinference.span.kind"];
  return {
    ...tracing,
    isModel: (span) => kind(span) === "LLM",
    isTool: (span) => kind(span) === "TOOL",
    async agent({ name, system, tools, prompt, maxSteps, runTool }) {
      const agent = createAgent({
        name,
        model: model(2),
        systemPrompt: system,
        tools: tools.map(({ name: toolName, schema }) =>
          tool((args) => runTool(toolName, args), {
            name: toolName,
            description: toolName.replaceAll("_", " "),
            schema,
          }),
        ),
      });
      const { messages } = await agent.invoke(
        { messages: [{ role: "user", content: prompt }] },
        { recursionLimit: 2 * maxSteps + 1 },
      );
      return String(messages.at(-1).content);
    },
    async ask({ system, messages, retries }) {
      const { content } = await model(retries).invoke([{ role: "system", content: system }, ...messages]);
      return String(content);
    },
  };
}
