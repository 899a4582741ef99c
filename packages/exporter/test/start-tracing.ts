import { context, propagation, trace, type Tracer } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CBaggagePropagator } from "@opentelemetry/core";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { SpanledgerProcessor, type SpanledgerProcessorOptions } from "../src/index.ts";

/** A real SDK with the processor under test, registered as a process does it. */
export function startTracing(options: SpanledgerProcessorOptions = {}): {
  readonly tracer: Tracer;
  readonly exporter: InMemorySpanExporter;
  readonly provider: BasicTracerProvider;
} {
  const exporter = new InMemorySpanExporter();
  const processor = new SpanledgerProcessor({ exporter: new InMemorySpanExporter(), ...options });
  const provider = new BasicTracerProvider({ spanProcessors: [processor, new SimpleSpanProcessor(exporter)] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  propagation.setGlobalPropagator(new W3CBaggagePropagator());
  return { tracer: provider.getTracer("test"), exporter, provider };
}
