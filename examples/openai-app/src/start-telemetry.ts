import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { OpenAIInstrumentation } from "@opentelemetry/instrumentation-openai";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { attributionProcessor } from "./attribution.ts";
import type { Env } from "./env.ts";

/** Instruments the OpenAI client and sends its spans to Spanledger. Call it before `openai` is loaded. */
export function startTelemetry({ endpoint, headers }: Env): BasicTracerProvider {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, "")}/v1/traces`, headers });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({
      "service.name": "example-openai-app",
      "deployment.environment.name": "example",
    }),
    spanProcessors: [attributionProcessor, new BatchSpanProcessor(exporter)],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager());
  trace.setGlobalTracerProvider(provider);
  new OpenAIInstrumentation().setTracerProvider(provider);
  return provider;
}
