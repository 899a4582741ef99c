import { expect, test } from "vitest";
import { bucketsOf, firstRecorded, recorded } from "../../../test/normalise/recorded.ts";

test("a chain that repeats the whole response, usage included, reports none", () => {
  expect(firstRecorded("openinference-openai/cached_prompt", "doc-search")).toMatchObject({
    role: "rollup",
    usage: null,
  });
});

test("a stream without counts has unknown usage, not zero", () => {
  for (const call of recorded("openinference-openai/stream_chat", "OpenAI Chat Completions")) {
    expect(call.usage).toBeNull();
    expect(call.flags).toContain("no_usage");
  }
});

test("Bedrock's total proves what the prompt count leaves out, and the body says which", () => {
  const [write, read] = recorded("openinference-bedrock/cached_prompt", "bedrock.converse");
  expect(bucketsOf(write)).toEqual([100, 0, 1500, 9, null]);
  expect(bucketsOf(read)).toEqual([110, 1500, 0, 5, null]);
  expect(write?.usage?.rule).toBe("arith_exclusive");
});

test("a vendor's name is no model: the real id is in the request", () => {
  const call = firstRecorded("openinference-bedrock/cached_prompt", "bedrock.converse");
  expect(call).toMatchObject({
    requestModel: "us.anthropic.claude-3-5-sonnet-20241022-v2:0",
    responseModel: "",
    provider: "aws.bedrock",
  });
});

test("tenant and feature are read out of the metadata JSON", () => {
  const call = firstRecorded("openinference-openai/cached_prompt", "OpenAI Chat Completions");
  expect(call.identity.own).toMatchObject({
    tenant: "acme-corp",
    feature: "doc-search",
    user: "u-1002",
    session: "sess-acme-91bc",
    promptVersion: "12",
  });
});

test("retrieved documents keep id and score; embedding vectors leave only their length", () => {
  const retriever = firstRecorded("openinference-langchain/embeddings", "ShopRetriever");
  expect(JSON.parse(retriever.content.documents)).toContainEqual(
    expect.objectContaining({ id: "doc-1", score: 0.91, content: "Returns within ten days." }),
  );
  const embedding = firstRecorded("openinference-openai/embeddings", "OpenAI Embeddings");
  expect(embedding.attributes.get("gen_ai.embeddings.dimension.count")).toBe("8");
  expect(JSON.stringify(embedding.content)).not.toContain("0.8414");
});

test("two vocabularies on one span are one usage, and an empty kind is none", () => {
  const spans = recorded("openinference-vercel-v7/reasoning");
  expect(spans.filter((call) => call.role === "call").flatMap((call) => call.flags)).toEqual([]);
  expect(
    spans
      .filter((call) => call.span.attributes.get("openinference.span.kind") === null)
      .every((call) => call.role === "none"),
  ).toBe(true);
});

test("a tool span is named after its tool", () => {
  expect(firstRecorded("openinference-anthropic/tool_agent", "get_weather")).toMatchObject({
    role: "none",
    toolName: "get_weather",
  });
});
