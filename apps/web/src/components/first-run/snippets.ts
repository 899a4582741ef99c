export interface Connection {
  readonly endpoint: string;
  /** Ingest key, or a placeholder until one was made. */
  readonly key: string;
}

export const SNIPPETS = [
  {
    id: "env",
    label: "Environment",
    lines: environment,
    hint: "For any app that already has OpenTelemetry: set these and restart it.",
  },
  { id: "js", label: "JavaScript", lines: javascript, hint: "Run with node --import ./tracing.mjs app.mjs" },
  {
    id: "python",
    label: "Python",
    lines: python,
    hint: "pip install opentelemetry-sdk opentelemetry-exporter-otlp-proto-http opentelemetry-instrumentation-openai-v2",
  },
  { id: "curl", label: "curl", lines: curl, hint: "Sends one span by hand, to see that it arrives." },
] as const;

function environment({ endpoint, key }: Connection): string {
  return `export OTEL_EXPORTER_OTLP_ENDPOINT="${endpoint}"
export OTEL_EXPORTER_OTLP_PROTOCOL="http/protobuf"
export OTEL_EXPORTER_OTLP_HEADERS="Authorization=Bearer%20${key}"
export OTEL_RESOURCE_ATTRIBUTES="service.name=my-app,deployment.environment.name=production"`;
}

function javascript({ endpoint, key }: Connection): string {
  return `// npm install @opentelemetry/sdk-trace-node @opentelemetry/exporter-trace-otlp-proto @opentelemetry/instrumentation @opentelemetry/instrumentation-openai
import { registerInstrumentations } from "@opentelemetry/instrumentation";
import { OpenAIInstrumentation } from "@opentelemetry/instrumentation-openai";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";

const exporter = new OTLPTraceExporter({
  url: "${endpoint}/v1/traces",
  headers: { Authorization: "Bearer ${key}" },
});
new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] }).register();
registerInstrumentations({ instrumentations: [new OpenAIInstrumentation()] });`;
}

function python({ endpoint, key }: Connection): string {
  return `from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.openai_v2 import OpenAIInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

exporter = OTLPSpanExporter(
    endpoint="${endpoint}/v1/traces",
    headers={"Authorization": "Bearer ${key}"},
)
provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(exporter))
trace.set_tracer_provider(provider)
OpenAIInstrumentor().instrument()`;
}

function curl({ endpoint, key }: Connection): string {
  return `NOW=$(date +%s)
curl -X POST "${endpoint}/v1/traces" \\
  -H "Authorization: Bearer ${key}" -H "Content-Type: application/json" -d '{
  "resourceSpans": [{ "scopeSpans": [{ "spans": [{
    "traceId": "'$(openssl rand -hex 16)'", "spanId": "'$(openssl rand -hex 8)'",
    "name": "chat gpt-4o-mini", "kind": 3,
    "startTimeUnixNano": "'$NOW'000000000", "endTimeUnixNano": "'$NOW'800000000",
    "attributes": [
      { "key": "gen_ai.operation.name", "value": { "stringValue": "chat" } },
      { "key": "gen_ai.provider.name", "value": { "stringValue": "openai" } },
      { "key": "gen_ai.request.model", "value": { "stringValue": "gpt-4o-mini" } },
      { "key": "gen_ai.usage.input_tokens", "value": { "intValue": "1200" } },
      { "key": "gen_ai.usage.output_tokens", "value": { "intValue": "300" } },
      { "key": "feature.name", "value": { "stringValue": "hello" } }
    ] }] }] }] }'`;
}
