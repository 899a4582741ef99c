import { trace } from "@opentelemetry/api";

/** The model call that an answer from a cache made unnecessary. */
export interface SavedCall {
  readonly model: string;
  readonly provider?: string | undefined;
  /** Tokens as the provider would have counted them: input includes what its own prompt cache would have served. */
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
  /** `chat` unless given. */
  readonly operation?: string | undefined;
  /** Id of the answer that was stored, as the provider gave it. */
  readonly responseId?: string | undefined;
}

export interface CacheHit {
  /** `exact`: the same request, `semantic`: a similar one. */
  readonly tier: "exact" | "semantic";
  /** Tenant for whom the answer was first made; another one than the caller's raises an alarm. */
  readonly entryTenant?: string | undefined;
  readonly savedCall: SavedCall;
  /** 0 to 1, of a semantic hit. */
  readonly similarity?: number | undefined;
  readonly key?: string | undefined;
  /** When the look-up began, in milliseconds since 1970; now unless given. */
  readonly startedAtMs?: number | undefined;
}

/** Records an answer from the app's own cache as a span: one call, no cost, the tokens counted as saved. */
export function recordCacheHit(hit: CacheHit): void {
  const { tier, entryTenant, savedCall, similarity, key, startedAtMs } = hit;
  const operation = savedCall.operation ?? "chat";
  const attributes = {
    "gen_ai.operation.name": operation,
    "gen_ai.provider.name": savedCall.provider,
    "gen_ai.request.model": savedCall.model,
    "gen_ai.response.model": savedCall.model,
    "gen_ai.usage.input_tokens": savedCall.inputTokens,
    "gen_ai.usage.output_tokens": savedCall.outputTokens,
    "spanledger.cache.status": "hit",
    "spanledger.cache.type": tier,
    "spanledger.cache.entry.tenant": entryTenant,
    "spanledger.cache.similarity": similarity,
    "spanledger.cache.key": key,
    "spanledger.cache.response_id": savedCall.responseId,
  };
  trace
    .getTracer("@spanledger/exporter")
    .startSpan(`${operation} ${savedCall.model}`, {
      attributes,
      ...(startedAtMs !== undefined && { startTime: startedAtMs }),
    })
    .end();
}
