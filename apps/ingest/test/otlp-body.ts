import { randomBytes } from "node:crypto";

export interface CallOf {
  readonly tenant?: string;
  readonly inputTokens: number;
  readonly traceId?: string;
  readonly spanId?: string;
  readonly reservationId?: string;
}

/** An OTLP/JSON request with one gpt-4o-mini call per entry, each in a trace of its own. */
export function otlpBody(calls: readonly CallOf[]): string {
  return JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: [text("service.name", "test")] },
        scopeSpans: [{ scope: { name: "test" }, spans: calls.map(spanOf) }],
      },
    ],
  });
}

function spanOf({ tenant = "acme", inputTokens, traceId = hex(16), spanId = hex(8), reservationId }: CallOf): object {
  const startNs = BigInt(Date.now()) * 1_000_000n;
  return {
    traceId,
    spanId,
    name: "chat gpt-4o-mini",
    kind: 3,
    startTimeUnixNano: String(startNs),
    endTimeUnixNano: String(startNs + 5_000_000n),
    attributes: [
      text("gen_ai.operation.name", "chat"),
      text("gen_ai.provider.name", "openai"),
      text("gen_ai.request.model", "gpt-4o-mini"),
      text("gen_ai.response.model", "gpt-4o-mini-2024-07-18"),
      text("spanledger.tenant.id", tenant),
      ...(reservationId === undefined ? [] : [text("spanledger.reservation_id", reservationId)]),
      { key: "gen_ai.usage.input_tokens", value: { intValue: String(inputTokens) } },
      { key: "gen_ai.usage.output_tokens", value: { intValue: "10" } },
    ],
    status: {},
  };
}

function text(key: string, stringValue: string): object {
  return { key, value: { stringValue } };
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString("hex");
}
