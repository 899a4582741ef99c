import { SpanKind } from "@opentelemetry/api";
import { OTLPTraceExporter as JsonExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtobufExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { INGEST_KEY } from "./stack.ts";

const EXPORTERS = { json: JsonExporter, protobuf: ProtobufExporter };

export interface Call {
  readonly tenant: string;
  readonly feature?: string;
  readonly model?: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** More of the span. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Sends model calls with the published OTLP exporter, as an instrumented app would, and waits until they are accepted. */
export async function sendCalls(
  ingestUrl: string,
  encoding: keyof typeof EXPORTERS,
  calls: readonly Call[],
): Promise<void> {
  const exporter = new EXPORTERS[encoding]({
    url: `${ingestUrl}/v1/traces`,
    headers: { authorization: `Bearer ${INGEST_KEY}` },
  });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ "service.name": "e2e", "deployment.environment.name": "test" }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  const tracer = provider.getTracer("e2e", "1.0.0");
  for (const {
    tenant,
    feature = "checkout-help",
    model = "gpt-4o-mini",
    inputTokens,
    outputTokens,
    ...call
  } of calls) {
    const span = tracer.startSpan(`chat ${model}`, {
      kind: SpanKind.CLIENT,
      startTime: Date.now() - 2000,
      attributes: {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": model,
        "gen_ai.response.model": model,
        "gen_ai.usage.input_tokens": inputTokens,
        "gen_ai.usage.output_tokens": outputTokens,
        "feature.name": feature,
        "tenant.id": tenant,
        "gen_ai.prompt.name": "checkout/answer",
        "gen_ai.prompt.version": "1",
        ...call.attributes,
      },
    });
    span.end(Date.now() - 1000);
  }
  await provider.forceFlush();
  await provider.shutdown();
}
