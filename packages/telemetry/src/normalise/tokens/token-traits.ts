import { isNotWrapper } from "../conditions.ts";
import type { Evidence } from "../evidence.ts";
import { truth } from "../parse/truth.ts";
import type { Emitter } from "./emitters.ts";
import { estimateOf } from "./estimates.ts";
import { findEmitter } from "./find-emitter.ts";
import { providerFamily } from "./provider-family.ts";
import type { ProviderFamily } from "./token-evidence.ts";

/** What decides how the token counts of a span are to be read, but for the counts. */
export interface TokenTraits {
  readonly family: ProviderFamily;
  readonly emitter: Emitter | null;
  /** The scope's schema URL is 1.40 or newer. */
  readonly inclusiveSchema: boolean;
  /** `openai.*` models on Bedrock: inclusive with a doubled total. */
  readonly anomalyInclusive: boolean;
  readonly isWrapper: boolean;
  readonly mark: ReturnType<typeof estimateOf>;
}

export function tokenTraits(
  evidence: Evidence,
  { provider, model }: { readonly provider: string; readonly model: string },
): TokenTraits {
  const { facts } = evidence;
  const family = providerFamily(provider, model);
  return {
    family,
    emitter: findEmitter(facts, family) ?? null,
    inclusiveSchema: isInclusiveSchema(facts.schemaUrl),
    anomalyInclusive: family === "bedrock" && /(^|\.)openai\./.test(model),
    isWrapper: !isNotWrapper(facts),
    mark: evidence.read("usage_estimated", truth)?.value === true ? "estimated" : estimateOf(facts),
  };
}

function isInclusiveSchema(schemaUrl: string): boolean {
  const version = /\/(\d+)\.(\d+)(?:\.\d+)?(?:-\w+)?\/?$/.exec(schemaUrl);
  return version !== null && (Number(version[1]) > 1 || (version[1] === "1" && Number(version[2]) >= 40));
}
