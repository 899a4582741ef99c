import type { Span } from "@spanledger/telemetry";

/** A span of trace 11…, one second long, at noon of 21 November 2026. Attributes are given as an object. */
export function aSpan(
  given: Partial<Omit<Span, "attributes">> & { readonly attributes?: Readonly<Record<string, string | number>> } = {},
): Span {
  const startTimeNs = 1_795_262_400_000_000_000n;
  return {
    traceId: "1".repeat(32),
    spanId: "a".repeat(16),
    parentSpanId: "",
    name: "chat gpt-4o",
    kind: 3,
    startTimeNs,
    endTimeNs: startTimeNs + 1_000_000_000n,
    statusCode: 0,
    statusMessage: "",
    events: [],
    resource: { attributes: new Map() },
    scope: { name: "test", version: "", schemaUrl: "", attributes: new Map() },
    flags: [],
    ...given,
    attributes: new Map(Object.entries(given.attributes ?? {})),
  };
}

/** A chat call with standard attributes. */
export function aChat(
  given: Omit<Parameters<typeof aSpan>[0] & object, "attributes"> & {
    readonly attributes?: Readonly<Record<string, string | number>>;
  } = {},
): Span {
  return aSpan({
    ...given,
    attributes: {
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "gpt-4o",
      "gen_ai.usage.input_tokens": 1_000,
      "gen_ai.usage.output_tokens": 100,
      ...given.attributes,
    },
  });
}
