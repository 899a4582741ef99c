import { repeatedPrompts, stablePrefixes } from "@spanledger/clickhouse";
import { formatInteger } from "#lib/format-count.ts";
import { cacheRates } from "../cache-rates.ts";
import { callsByGroup } from "./calls-by-group.ts";
import { type Opportunity, recentWindow, type Search } from "./opportunity.ts";
import { perMonth } from "./per-month.ts";

const DAYS = 7;
const CHARACTERS_PER_TOKEN = 4;
/** Pico-dollars per thousand tokens times tokens, as 10^-24 units. */
const UNIT = 10n ** 9n;

/** Long beginnings that calls share and that the provider's prompt cache is not used for. */
export async function prefixes(search: Search): Promise<Opportunity[]> {
  const { reader, question, book, nowMs } = search;
  const window = recentWindow(search, DAYS);
  const ask = { range: window, filters: [...question.filters] };
  const found = await stablePrefixes(reader, { ...ask, limit: 20 });
  if (found.length === 0) return [];
  const [sample, callsOf] = await Promise.all([repeatedPrompts(reader, ask), callsByGroup(search, window)]);
  return found.flatMap((group) => {
    const { feature, promptName, model, calls, reads } = group;
    const rates = cacheRates(book, group, nowMs);
    const tokens = Math.floor(group.characters / CHARACTERS_PER_TOKEN);
    const writes = BigInt(calls - reads) * (rates === null ? 0n : rates.write5m - rates.input);
    const saved = rates === null ? null : (BigInt(reads) * (rates.input - rates.read) - writes) * BigInt(tokens) * UNIT;
    if (saved !== null && saved <= 0n) return [];
    const sampled = sample.find((one) => one.feature === feature && one.model === model)?.calls ?? calls;
    return {
      title: `Long beginning, not cached: ${promptName || feature || "no feature"} on ${model || "no model"}`,
      sample: `${formatInteger(calls)} of ${formatInteger(sampled)} calls looked into begin with the same ${formatInteger(group.characters)} characters, ${formatInteger(reads)} of them within five minutes of the one before.`,
      assumption: `Four characters are a token, so ${formatInteger(tokens)} tokens are read instead of sent; the first call of each five minutes pays for writing them.`,
      monthUsd: saved === null ? null : perMonth(saved, { window, calls: callsOf(group), sampled }),
      filters: [
        { dimension: "feature", value: feature },
        { dimension: "prompt_name", value: promptName },
        { dimension: "model", value: model },
      ],
      sampleTraceId: group.sampleTraceId,
    };
  });
}
