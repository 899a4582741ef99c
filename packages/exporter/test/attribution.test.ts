import { context, propagation, ROOT_CONTEXT } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { beforeEach, expect, test } from "vitest";
import { recordCacheHit, recordReview, withAttribution } from "../src/index.ts";
import { startTracing } from "./start-tracing.ts";

const { tracer, exporter } = startTracing();
beforeEach(() => exporter.reset());

const attributesOf = (name: string): Record<string, unknown> | undefined =>
  exporter.getFinishedSpans().find((span) => span.name === name)?.attributes;

test("every span started inside says who and what it is for, across awaits, nested calls and own attributes", async () => {
  await withAttribution({ feature: "support", tenant: " acme ", user: "u1", session: "" }, async () => {
    await Promise.resolve();
    tracer.startSpan("outer").end();
    await withAttribution({ prompt: { name: "answer", version: 3 }, attributes: { "app.plan": "pro" } }, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      tracer.startSpan("inner", { attributes: { "tenant.id": "set-by-hand" } }).end();
    });
  });
  tracer.startSpan("outside").end();
  expect(attributesOf("outer")).toEqual({ "feature.name": "support", "tenant.id": "acme", "user.id": "u1" });
  expect(attributesOf("inner")).toEqual({
    "feature.name": "support",
    "tenant.id": "set-by-hand",
    "user.id": "u1",
    "gen_ai.prompt.name": "answer",
    "gen_ai.prompt.version": "3",
    "app.plan": "pro",
  });
  expect(attributesOf("outside")).toEqual({});
});

test("attribution reaches another process as baggage, and only the parts that may travel", () => {
  const carrier: Record<string, string> = {};
  const attribution = { feature: "support", tenant: "a,cme;ü", user: "u1", prompt: { name: "answer", version: "3" } };
  withAttribution(attribution, () => propagation.inject(context.active(), carrier), {
    baggage: ["feature", "tenant", "prompt"],
  });
  // What follows is the other process: nothing but the header reaches it.
  const remote = propagation.extract(ROOT_CONTEXT, { baggage: `${carrier["baggage"]},password=secret` });
  context.with(remote, () => {
    tracer.startSpan("remote").end();
    withAttribution({ feature: "triage" }, () => tracer.startSpan("nested").end());
  });
  const received = { "feature.name": "support", "tenant.id": "a,cme;ü", "gen_ai.prompt.name": "answer" };
  expect(attributesOf("remote")).toEqual({ ...received, "gen_ai.prompt.version": "3" });
  expect(attributesOf("nested")).toEqual({ ...received, "feature.name": "triage", "gen_ai.prompt.version": "3" });
});

test("work without an SDK runs the same and returns its value", () => {
  context.disable();
  expect(withAttribution({ tenant: "acme" }, () => 42)).toBe(42);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
});

test("an answer from the app's cache is a call with saved tokens, its tier and whose entry it was", () => {
  withAttribution({ tenant: "acme" }, () =>
    recordCacheHit({
      tier: "semantic",
      entryTenant: "globex",
      similarity: 0.97,
      savedCall: { model: "gpt-5.4-mini", provider: "openai", inputTokens: 1200, outputTokens: 150 },
    }),
  );
  expect(attributesOf("chat gpt-5.4-mini")).toEqual({
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "openai",
    "gen_ai.request.model": "gpt-5.4-mini",
    "gen_ai.response.model": "gpt-5.4-mini",
    "gen_ai.usage.input_tokens": 1200,
    "gen_ai.usage.output_tokens": 150,
    "spanledger.cache.status": "hit",
    "spanledger.cache.type": "semantic",
    "spanledger.cache.entry.tenant": "globex",
    "spanledger.cache.similarity": 0.97,
    "tenant.id": "acme",
  });
});

test("a review lands in the reviewed trace with the decision, role and latency of the oversight record", () => {
  const target = { traceId: "0af7651916cd43dd8448eb211c80319c", spanId: "b7ad6b7169203331" };
  recordReview({ decision: "override", target, role: "claims-officer", latencyMs: 4200.5, reviewerId: "emp-7" });
  const [span] = exporter.getFinishedSpans();
  expect(span?.spanContext().traceId).toBe(target.traceId);
  expect(span?.attributes).toMatchObject({
    "spanledger.review.decision": "override",
    "spanledger.review.status": "edited",
    "spanledger.review.role": "claims-officer",
    "spanledger.review.latency_us": 4_200_500,
    "spanledger.review.target.span_id": target.spanId,
    "spanledger.review.reviewer.id": "emp-7",
    "spanledger.review.final": true,
  });
  expect(span?.events[0]).toMatchObject({
    name: "gen_ai.evaluation.result",
    attributes: { "spanledger.evaluator.type": "human" },
  });
});
