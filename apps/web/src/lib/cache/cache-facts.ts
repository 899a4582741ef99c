import type { CacheGain } from "@spanledger/clickhouse";
import { amountToDecimal } from "#lib/money/amount-to-decimal.ts";
import { parseAmount } from "#lib/money/parse-amount.ts";
import type { Usage } from "#lib/usage/usage.ts";
import { promptTokens } from "#lib/usage/usage-facts.ts";

export const NO_GAIN: CacheGain = {
  exactHits: 0,
  semanticHits: 0,
  exactSavedUsd: "0",
  semanticSavedUsd: "0",
  hitMs: 0,
  unvaluedHits: 0,
  readCalls: 0,
  readTokens: 0,
  write5mTokens: 0,
  write1hTokens: 0,
  readSavedUsd: "0",
  writePremiumUsd: "0",
  unratedTokens: 0,
};

/** What the provider's prompt cache saved, less what writing to it cost above the plain price. May be negative. */
export function providerNet(gain: CacheGain): string {
  return amountToDecimal(parseAmount(gain.readSavedUsd) - parseAmount(gain.writePremiumUsd));
}

/** What all caches saved, net of the write premium. */
export function netSaved(gain: CacheGain): string {
  const answered = parseAmount(gain.exactSavedUsd) + parseAmount(gain.semanticSavedUsd);
  return amountToDecimal(answered + parseAmount(providerNet(gain)));
}

/** Part of the calls that the response cache answered, null without calls. */
export function hitRate(hits: number, usage: Usage): number | null {
  return usage.calls === 0 ? null : hits / usage.calls;
}

/** Part of the prompt tokens read from the provider's cache, null without prompts. */
export function providerHitRate(usage: Usage): number | null {
  const prompt = promptTokens(usage);
  return prompt === 0 ? null : usage.cacheReadTokens / prompt;
}
