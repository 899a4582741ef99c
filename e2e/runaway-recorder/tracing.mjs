import { context, trace } from "@opentelemetry/api";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { NodeTracerProvider } from "@opentelemetry/sdk-trace-node";

export const BATCH_DELAY_MS = 250;

/** Registers an SDK that exports to `exporter` and notes each span that ends. */
export function startTracing(exporter, serviceName) {
  let ended = [];
  const notes = {
    onStart() {},
    onEnd: (span) =>
      ended.push({
        name: span.name,
        spanId: span.spanContext().spanId,
        traceId: span.spanContext().traceId,
        startMs: span.startTime[0] * 1000 + span.startTime[1] / 1e6,
        attributes: span.attributes,
      }),
    forceFlush: async () => {},
    shutdown: async () => {},
  };
  const batches = new BatchSpanProcessor(exporter, { scheduledDelayMillis: BATCH_DELAY_MS, maxExportBatchSize: 64 });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ "service.name": serviceName, "deployment.environment.name": "production" }),
    spanProcessors: [notes, batches],
  });
  provider.register();
  return {
    provider,
    flush: () => batches.forceFlush(),
    takeSpans() {
      const taken = ended;
      ended = [];
      return taken;
    },
  };
}

/** Runs `work` inside the server span of an application. */
export async function inServerSpan(name, work) {
  const span = trace.getTracer("app").startSpan(`POST /api/${name}`, { kind: 1 });
  try {
    return await context.with(trace.setSpan(context.active(), span), work);
  } finally {
    span.end();
  }
}
