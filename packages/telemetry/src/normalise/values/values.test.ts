import { describe, expect, test } from "vitest";
import mapping from "../../../test/mapping.json" with { type: "json" };
import { FINISH_REASONS } from "./finish-reasons.ts";
import { OPERATION_CLASSES } from "./operation-classes.ts";
import * as kinds from "./operation-kinds.ts";
import { operationOf } from "./operation.ts";
import { OPERATIONS } from "./operations.ts";
import { isProviderName, providerOf } from "./provider.ts";
import { NOT_PROVIDERS, PROVIDER_BY_HOST, PROVIDER_BY_MODEL, PROVIDERS } from "./providers.ts";

const published = mapping.value_maps;
const KIND_TABLES = [
  ["langfuse_type", kinds.LANGFUSE_TYPE],
  ["oi_kind", kinds.OI_KIND],
  ["mcp_method", kinds.MCP_METHOD],
  ["vercel_op", kinds.VERCEL_OPERATIONS],
  ["tl_request_type", kinds.TL_REQUEST_TYPE],
  ["tl_kind", kinds.TL_KIND],
  ["langsmith_kind", kinds.LANGSMITH_KIND],
  ["mlflow_type", kinds.MLFLOW_TYPE],
  ["laminar_type", kinds.LAMINAR_TYPE],
  ["langwatch_type", kinds.LANGWATCH_TYPE],
  ["mastra_type", kinds.MASTRA_TYPE],
  ["genkit_subtype", kinds.GENKIT_SUBTYPE],
  ["sentry_type", kinds.SENTRY_TYPE],
  ["span_name", kinds.SPAN_NAMES],
] as const;

describe("spellings are those of the published mapping", () => {
  test.each(KIND_TABLES)("%s", (name, table) => expect(table).toEqual(published[name]));

  test("operations, classes, providers, finish reasons", () => {
    expect(OPERATIONS).toEqual(published.operation);
    expect(OPERATION_CLASSES).toEqual(published.op_class);
    expect(PROVIDERS).toEqual(published.provider);
    expect([...NOT_PROVIDERS]).toEqual(published.provider_not_a_provider);
    expect(FINISH_REASONS).toEqual(published.finish_reason);
    expect(PROVIDER_BY_HOST).toEqual(published.provider_host);
    const patterns = PROVIDER_BY_MODEL.map(([pattern, provider]) => [pattern.source, provider]);
    const wanted = published.provider_from_model.map(([pattern = "", provider]) => [
      new RegExp(pattern).source,
      provider,
    ]);
    expect(patterns).toEqual(wanted);
  });
});

test.each([
  ["openai.chat", "openai"],
  ["openai-chat", "openai"],
  ["OpenAI", "openai"],
  ["anthropic.messages", "anthropic"],
  ["az.ai.openai", "azure.ai.openai"],
  ["aws", "aws.bedrock"],
  ["googleai", "gcp.gemini"],
  ["xai", "x_ai"],
])("%s is %s", (spelling, provider) => expect(providerOf(spelling)).toBe(provider));

test("a framework is no provider, an unknown one stays as it is", () => {
  expect(providerOf("langchain")).toBeNull();
  expect(providerOf("acme-ai")).toBe("acme-ai");
  expect(isProviderName("acme-ai")).toBe(false);
});

test.each(["constructor", "__proto__", "toString"])("%s is no operation", (name) => {
  expect(operationOf("operation", name)).toBeUndefined();
});
