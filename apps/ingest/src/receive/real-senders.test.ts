import { OTLPTraceExporter as JsonExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtobufExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from "@opentelemetry/sdk-trace-base";
import { afterEach, describe, expect, test } from "vitest";
import { corpusRequests } from "../../../../packages/telemetry/test/corpus-requests.ts";
import { KEYS, startReceiver, type TestReceiver } from "../../test/start-receiver.ts";

let running: TestReceiver | undefined;

afterEach(async () => {
  await running?.receiver.close();
  running = undefined;
});

test("every recorded request is taken as it was on the wire", async () => {
  const { post, batches } = (running = await startReceiver());
  const requests = corpusRequests();
  for (const { signal, encoding, body, wire, name } of requests) {
    const headers = {
      "content-type": encoding === "json" ? "application/json" : "application/x-protobuf",
      ...(wire === null ? {} : { "content-encoding": "gzip" }),
    };
    const response = await post(`/v1/${signal}`, { body: wire ?? body, headers });
    const answer = await response.text();
    expect([name, response.status, answer]).toEqual([name, 200, encoding === "json" ? "{}" : ""]);
  }
  const spans = batches.reduce((sum, batch) => sum + (batch.signal === "traces" ? batch.spans.length : 0), 0);
  expect(spans).toBe(requests.reduce((sum, { signal, records }) => sum + (signal === "traces" ? records : 0), 0));
});

describe("OpenTelemetry's exporters", () => {
  const exporters = [
    ["JSON", JsonExporter],
    ["protobuf", ProtobufExporter],
  ] as const;
  const senders = exporters.flatMap(([name, Exporter]) =>
    (["none", "gzip"] as const).map((compression) => [name, compression, Exporter] as const),
  );

  test.each(senders)("%s with compression %s delivers every span", async (_, compression, Exporter) => {
    const { url, batches } = (running = await startReceiver());
    const headers = { Authorization: `Bearer ${KEYS.good}` };
    // The enum of the exporters has these very values, and no value import of it is typed for both.
    const options = { url: `${url}/v1/traces`, headers, compression: compression as never };
    await send(new Exporter(options), 600);
    const spans = batches.flatMap((batch) => (batch.signal === "traces" ? batch.spans : []));
    const numbers = spans.map((span) => Number(span.attributes.get("gen_ai.usage.input_tokens")));
    expect(numbers.sort((one, other) => one - other)).toEqual(Array.from({ length: 600 }, (_value, at) => at));
    expect(spans.every((span) => span.resource.attributes.get("service.name") === "shop")).toBe(true);
  });

  test("they come again after a 503 and lose nothing", async () => {
    let refusals = 1;
    const kept: number[] = [];
    const { url } = (running = await startReceiver({
      accept: async (batch) => {
        refusals -= 1;
        if (refusals >= 0) return { status: "retry", afterSeconds: 1, reason: "busy" };
        kept.push(batch.signal === "traces" ? batch.spans.length : 0);
        return { status: "accepted" };
      },
    }));
    await send(new ProtobufExporter({ url: `${url}/v1/traces`, headers: { "x-api-key": KEYS.good } }), 3);
    expect(kept).toEqual([3]);
  });
});

async function send(exporter: SpanExporter, count: number): Promise<void> {
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ "service.name": "shop" }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  const tracer = provider.getTracer("test");
  for (let at = 0; at < count; at += 1) {
    tracer.startSpan("chat", { attributes: { "gen_ai.usage.input_tokens": at, tenant: "acme" } }).end();
  }
  await provider.shutdown();
}
