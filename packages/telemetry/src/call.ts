import type { Span } from "./span.ts";

/** `call`: one physical model call. `rollup`: carries sums of calls (agent, chain, wrapper). `none`: anything else. */
export type Role = "call" | "rollup" | "none";

export type OpClass = "generation" | "embedding" | "rerank" | "image" | "audio" | "moderation" | "rollup" | "none";

/**
 * The disjoint billable token buckets of one call. uncachedInput + cacheRead + cacheWrite5m + cacheWrite1h
 * is the real prompt size; output has reasoning inside. All are non-negative safe integers.
 */
export interface TokenBuckets {
  readonly uncachedInput: number;
  readonly cacheRead: number;
  /** Cache writes at the 5-minute price; writes of unknown lifetime are counted here. */
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly output: number;
}

/** Parts of the buckets that some price lists bill apart. Each is a subset of its bucket, 0 when not reported. */
export interface ModalityTokens {
  readonly audioInput: number;
  readonly audioCacheRead: number;
  readonly audioOutput: number;
  readonly imageInput: number;
  readonly imageOutput: number;
}

export interface Usage extends TokenBuckets {
  /** Informational subset of output; null when not reported. */
  readonly reasoning: number | null;
  readonly modality: ModalityTokens;
  /** Non-token units, e.g. { image: 2, second: 31.5, search: 1, request: 1 }. */
  readonly units: Readonly<Record<string, number>>;
  /** As reported, before the accounting rule; null when not reported. Kept for audit and re-rating. */
  readonly raw: { readonly input: number | null; readonly output: number | null; readonly total: number | null };
  /** Name of the rule that made the buckets, e.g. `no_cache`, `arith_exclusive`, `schema_inclusive`. */
  readonly rule: string;
  /** 0..100. Below 80 the page says so. */
  readonly confidence: number;
}

/** Who and what a call belongs to. "" means absent. */
export interface Dimensions {
  readonly environment: string;
  readonly service: string;
  readonly feature: string;
  readonly tenant: string;
  readonly user: string;
  readonly session: string;
  readonly agent: string;
  readonly workflow: string;
  readonly promptName: string;
  readonly promptVersion: string;
}

/**
 * Where a span's dimensions can come from. Resolution over the trace (own > nearest ancestor > trace > resource)
 * happens once the other spans are known; see bill/inherit-dimensions.ts.
 */
export interface Identity {
  /** Said by the span itself. */
  readonly own: Partial<Dimensions>;
  /** Said by this span about its whole trace (e.g. `langfuse.trace.*`). */
  readonly trace: Partial<Dimensions>;
  /** Said by the resource, including weak fall-backs marked as derived. */
  readonly resource: Partial<Dimensions>;
  /** Weak fall-backs (workflow or agent name as feature), used when nothing better exists anywhere in the trace. */
  readonly derived: Partial<Dimensions>;
}

/** Prompts, completions, tool arguments and results: personal data, stored apart and erasable. "" means absent. */
export interface Content {
  /** JSON array of { role, parts[] }. */
  readonly inputMessages: string;
  readonly outputMessages: string;
  readonly systemInstructions: string;
  readonly toolDefinitions: string;
  readonly toolArguments: string;
  readonly toolResult: string;
  /** JSON array of { id, score, content?, metadata? }. */
  readonly documents: string;
  readonly statusMessage: string;
  /** JSON object of the other content-bearing attributes as received. */
  readonly other: string;
}

/** A cost that the client computed. Kept beside ours, never summed over roll-ups. */
export interface ReportedCost {
  /** Pico-dollars (1 USD = 10^12). */
  readonly picoUsd: bigint;
  readonly source: string;
}

/** The canonical record of one span: everything Spanledger understands of it. "" means absent for strings. */
export interface Call {
  readonly span: Span;
  readonly role: Role;
  readonly opClass: OpClass;
  /** Canonical operation (`chat`, `embeddings`, `execute_tool`, ...), "other" when unknown. */
  readonly operation: string;
  readonly provider: string;
  readonly requestModel: string;
  readonly responseModel: string;
  readonly responseId: string;
  /** null when the span reports no usage at all. */
  readonly usage: Usage | null;
  /** Token counts are known to be a local estimate (semconv emitter table). */
  readonly usageEstimated: boolean;
  /** `default`, `flex`, `priority`, `batch`, ... or "". */
  readonly serviceTier: string;
  /** Provider region, or "". */
  readonly region: string;
  readonly identity: Identity;
  readonly finishReasons: readonly string[];
  /** "" when the call did not fail. */
  readonly errorType: string;
  /** Nanoseconds to the first chunk; 0n when not reported. */
  readonly ttftNs: bigint;
  readonly toolName: string;
  readonly toolCallId: string;
  /** Response cache of the app or gateway: "", exact or semantic. The provider's prompt cache is `cacheRead`. */
  readonly cacheTier: "" | "exact" | "semantic";
  /** Tenant that wrote the cache entry, when known. */
  readonly cacheEntryTenant: string;
  readonly reportedCost: ReportedCost | null;
  /** Usage covered by a subscription is counted but not priced. */
  readonly subscription: boolean;
  /**
   * Why this row needs a second look: `ambiguous`, `conflict:<field>`, `usage_estimated`, `no_usage`, `cache_unreported`,
   * `clock_skew`, `end_before_start`, plus the span's decode flags.
   */
  readonly flags: readonly string[];
  readonly content: Content;
  /** Attributes that are not content, for search and grouping. Values are text; JSON for nested ones. */
  readonly attributes: ReadonlyMap<string, string>;
}
