import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider } from "@opentelemetry/sdk-trace-base";
import { createGuard, type Guard, SpanledgerProcessor } from "@spanledger/exporter";
import type { Env } from "./env.ts";

/** The whole set-up: a guard, and a processor that tells it of every span. */
export function startTelemetry({ endpoint, apiKey, guard: kind }: Env): {
  guard: Guard;
  provider: BasicTracerProvider;
} {
  const guard = createGuard({
    endpoint,
    apiKey,
    ...(kind === "off" ? { policy: "observe" } : {}),
    ...(kind === "limits" ? { limits: { perTrace: { calls: 8 } } } : {}),
    ...(kind === "local" ? {} : { loops: false }),
    stream: kind === "platform",
  });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ "service.name": "example-runaway-agent" }),
    spanProcessors: [new SpanledgerProcessor({ endpoint, apiKey, guard })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  return { guard, provider };
}
