import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { expect, test } from "vitest";
import { attributionProcessor, withAttribution } from "./attribution.ts";

test("every span started inside carries the attribution, also across awaits and nested calls", async () => {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({
    spanProcessors: [attributionProcessor, new SimpleSpanProcessor(exporter)],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager());
  trace.setGlobalTracerProvider(provider);
  const span = (name: string): void => trace.getTracer("test").startSpan(name).end();

  await withAttribution({ "tenant.id": "acme" }, async () => {
    await Promise.resolve();
    span("outer");
    await withAttribution({ "gen_ai.prompt.version": "3" }, async () => span("inner"));
  });
  span("outside");

  const attributes = exporter.getFinishedSpans().map((finished) => [finished.name, finished.attributes]);
  expect(attributes).toEqual([
    ["outer", { "tenant.id": "acme" }],
    ["inner", { "tenant.id": "acme", "gen_ai.prompt.version": "3" }],
    ["outside", {}],
  ]);
});
