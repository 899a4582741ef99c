import { expect, test } from "vitest";
import { aSpan } from "../../../test/normalise/a-span.ts";
import { bucketsOf, firstRecorded, recorded } from "../../../test/normalise/recorded.ts";
import { normaliseSpan } from "../normalise-span.ts";

test("only the model span is a call; generate spans repeat its usage in JSON", () => {
  const spans = recorded("genkit/multi_turn");
  expect(spans.filter((call) => call.role === "call").map((call) => call.span.name)).toEqual(
    Array(3).fill("openai/gpt-4o-mini"),
  );
  expect(
    spans.filter((call) => call.span.name === "generate").every((call) => call.role === "none" && call.usage === null),
  ).toBe(true);
});

test("provider and model come from the name, usage and answer from the output JSON", () => {
  const model = firstRecorded("genkit/multi_turn", "openai/gpt-4o-mini");
  expect(model).toMatchObject({
    provider: "openai",
    requestModel: "gpt-4o-mini",
    responseModel: "gpt-4o-mini-2024-07-18",
    responseId: "chatcmpl-Fake0001",
    finishReasons: ["stop"],
  });
  expect(bucketsOf(model)).toEqual([64, 0, 0, 22, 0]);
});

test("tenant and session stand in the context of the flow", () => {
  const flow = firstRecorded("genkit/multi_turn", "supportAnswer");
  expect(flow.identity.own).toMatchObject({
    tenant: "acme-corp",
    session: "sess-acme-7f3a",
    workflow: "supportAnswer",
  });
});

test("the version is split off a prompt's name", () => {
  const prompt = normaliseSpan(
    aSpan({ "genkit:metadata:promptName": "doc-search-rag.v12" }, { scope: "genkit-tracer" }),
  );
  expect(prompt.identity.own).toMatchObject({ promptName: "doc-search-rag", promptVersion: "12" });
});

test("an embedder's vectors are dropped", () => {
  const embedder = firstRecorded("genkit/embeddings", "openai/text-embedding-3-small");
  expect(embedder).toMatchObject({ role: "call", opClass: "embedding", usage: null });
  expect(embedder.content.outputMessages).toContain("dimensions");
  expect(embedder.content.outputMessages).not.toContain("0.8414");
});

test("one failure is an error on each span, with the HTTP status as its type", () => {
  const model = recorded("genkit/errors", "openai/gpt-4o-mini");
  expect(model.map((call) => [call.role, call.errorType, call.usage])).toContainEqual(["call", "429", null]);
});
