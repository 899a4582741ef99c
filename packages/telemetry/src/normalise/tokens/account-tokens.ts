import type { TokenEvidence } from "./token-evidence.ts";

/** Step of the accounting rule that decided what the input count means. */
export type TokenRule =
  | "disjoint"
  | "no_cache"
  | "arith_exclusive"
  | "arith_partial_read"
  | "arith_partial_write"
  | "arith_overflow"
  | "partial_read"
  | "emitter_exclusive"
  | "emitter_inclusive"
  | "schema_inclusive"
  | "dotted_inclusive"
  | "flat_provider_exclusive"
  | "default_inclusive";

export interface AccountedTokens {
  readonly uncachedInput: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
  readonly rule: TokenRule;
  /** 0..100. */
  readonly confidence: number;
  /**
   * `ambiguous`: nothing decided. `conflict:emitter`: more is cached than an emitter known as inclusive reports, so the
   * table is wrong about it. `reasoning_from_total`: output was raised by what the total left unexplained.
   */
  readonly flags: readonly string[];
}

interface InputReading {
  readonly uncachedInput: number;
  readonly rule: TokenRule;
  readonly confidence: number;
}

const AMBIGUOUS: ReadonlySet<TokenRule> = new Set(["flat_provider_exclusive", "default_inclusive"]);

/**
 * Makes the disjoint billable buckets of one call: uncached input, cache read, cache write, output with reasoning
 * inside. First matching step wins; nothing is ever clamped. Semantic conventions leave open whether the input count
 * includes cached tokens, hence the steps: disjoint source, no cache, arithmetic, emitter, schema, spelling, default.
 */
export function accountTokens(evidence: TokenEvidence): AccountedTokens {
  const cacheRead = evidence.cacheRead ?? 0;
  const cacheWrite = Math.max(evidence.cacheWrite ?? 0, (evidence.cacheWrite5m ?? 0) + (evidence.cacheWrite1h ?? 0));
  const cached = { cacheRead, cacheWrite };
  const { uncachedInput, rule, confidence } = readInput(evidence, cached);
  const { output, flags } = readOutput(evidence, { rule, realInput: uncachedInput + cacheRead + cacheWrite });
  const contradicted = rule === "arith_overflow" && evidence.emitter?.rule === "inclusive";
  const ambiguous = AMBIGUOUS.has(rule);
  const allFlags =
    ambiguous || contradicted
      ? [...(ambiguous ? ["ambiguous"] : []), ...(contradicted ? ["conflict:emitter"] : []), ...flags]
      : flags;
  return { uncachedInput, cacheRead, cacheWrite, output, rule, confidence, flags: allFlags };
}

interface Cached {
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

function readInput(evidence: TokenEvidence, cached: Cached): InputReading {
  const { cacheRead, cacheWrite } = cached;
  const { disjointInput } = evidence;
  if (disjointInput !== null) return { uncachedInput: disjointInput, rule: "disjoint", confidence: 100 };
  const input = evidence.input ?? 0;
  if (cacheRead + cacheWrite === 0) return { uncachedInput: input, rule: "no_cache", confidence: 100 };
  return byArithmetic(evidence, { ...cached, input }) ?? byConvention(evidence, { ...cached, input });
}

interface Reported extends Cached {
  readonly input: number;
}

function byArithmetic(evidence: TokenEvidence, reported: Reported): InputReading | undefined {
  const { cacheRead, cacheWrite, input } = reported;
  const cached = cacheRead + cacheWrite;
  const fits = input >= cached;
  if (evidence.anomalyInclusive && fits) {
    return { uncachedInput: input - cached, rule: "emitter_inclusive", confidence: 80 };
  }
  const proven = byTotal(evidence, reported);
  if (proven !== undefined) return proven;
  if (fits) return undefined;
  if (evidence.emitter?.rule === "partial_read_if_over" && cacheRead <= input) {
    return { uncachedInput: input - cacheRead, rule: "partial_read", confidence: 85 };
  }
  return { uncachedInput: input, rule: "arith_overflow", confidence: 95 };
}

function byTotal(evidence: TokenEvidence, reported: Reported): InputReading | undefined {
  const { cacheRead, cacheWrite, input } = reported;
  const { total, family } = evidence;
  if (total === null) return undefined;
  const difference = total - input - (evidence.output ?? 0);
  const reasoning = evidence.reasoning ?? 0;
  if (difference <= 0) return undefined;
  if (difference === reasoning && (family === "gemini" || family === "xai")) return undefined;
  const explains = (tokens: number): boolean => difference === tokens || difference === tokens + reasoning;
  if (explains(cacheRead + cacheWrite)) return { uncachedInput: input, rule: "arith_exclusive", confidence: 97 };
  if (cacheWrite > 0 && explains(cacheWrite) && cacheRead <= input) {
    return { uncachedInput: input - cacheRead, rule: "arith_partial_read", confidence: 95 };
  }
  if (cacheWrite > 0 && cacheRead > 0 && explains(cacheRead) && cacheWrite <= input) {
    return { uncachedInput: input - cacheWrite, rule: "arith_partial_write", confidence: 95 };
  }
  return undefined;
}

/** Only reached when the cached tokens fit into the input, so no step can go below zero. */
function byConvention(evidence: TokenEvidence, { cacheRead, cacheWrite, input }: Reported): InputReading {
  const { emitter, family } = evidence;
  const uncached = input - cacheRead - cacheWrite;
  if (emitter?.rule === "exclusive") {
    return { uncachedInput: input, rule: "emitter_exclusive", confidence: emitter.confidence };
  }
  if (typeof emitter?.rule === "string") {
    return { uncachedInput: uncached, rule: "emitter_inclusive", confidence: emitter.confidence };
  }
  if (evidence.inclusiveSchema) return { uncachedInput: uncached, rule: "schema_inclusive", confidence: 90 };
  if (evidence.dotted) return { uncachedInput: uncached, rule: "dotted_inclusive", confidence: 80 };
  if (evidence.flat && (family === "anthropic" || family === "bedrock")) {
    return { uncachedInput: input, rule: "flat_provider_exclusive", confidence: 60 };
  }
  return { uncachedInput: uncached, rule: "default_inclusive", confidence: 60 };
}

interface OutputReading {
  readonly output: number;
  readonly flags: readonly string[];
}

function readOutput(
  evidence: TokenEvidence,
  input: { readonly rule: TokenRule; readonly realInput: number },
): OutputReading {
  const output = evidence.output ?? 0;
  const reasoning = evidence.reasoning ?? 0;
  if (evidence.disjointReasoning || reasoning > output) return { output: output + reasoning, flags: [] };
  const byTotal = evidence.total === null ? null : evidence.total - output;
  const reported = input.rule.startsWith("arith") ? input.realInput : (evidence.input ?? input.realInput);
  if (byTotal !== null && reasoning > 0) {
    if (byTotal - input.realInput === reasoning || byTotal - reported === reasoning) {
      return { output: output + reasoning, flags: [] };
    }
  }
  if (evidence.emitter?.reasoningOutside === true && reasoning > 0 && byTotal !== reported) {
    return { output: output + reasoning, flags: [] };
  }
  const unexplained = byTotal === null ? 0 : byTotal - reported;
  if (
    evidence.family === "gemini" &&
    evidence.reasoning === null &&
    unexplained > 0 &&
    !input.rule.startsWith("arith")
  ) {
    return { output: output + unexplained, flags: ["reasoning_from_total"] };
  }
  return { output, flags: [] };
}
