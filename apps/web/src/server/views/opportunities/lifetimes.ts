import { cacheLifetimes, type CacheLifetime } from "@spanledger/clickhouse";
import { formatCount } from "#lib/format-count.ts";
import { cacheRates, type CacheRates } from "../cache-rates.ts";
import { type Opportunity, recentWindow, type Search } from "./opportunity.ts";
import { perMonth } from "./per-month.ts";

/** Pico-dollars per thousand tokens times tokens, as 10^-24 units. */
const UNIT = 10n ** 9n;

/** Where the provider's cache is kept for the wrong time: five minutes or an hour. */
export async function lifetimes(search: Search): Promise<Opportunity[]> {
  const { reader, question, book, nowMs } = search;
  const { groups, sampled } = await cacheLifetimes(reader, {
    range: recentWindow(search, 400),
    filters: [...question.filters],
  });
  return groups.flatMap((group) => {
    const { feature, model } = group;
    const rates = cacheRates(book, group, nowMs);
    if (rates === null) return [];
    const better = [longer(group, rates), shorter(group, rates)].filter(({ saved }) => saved > 0n);
    return better.map(({ title, sample, assumption, saved }) => ({
      title: `${title}: ${feature || "no feature"} on ${model || "no model"}`,
      sample,
      assumption,
      monthUsd: perMonth(saved, { window: sampled }),
      filters: [
        { dimension: "feature", value: feature },
        { dimension: "model", value: model },
      ],
      sampleTraceId: null,
    }));
  });
}

function longer({ write5mTokens, rewrittenTokens, calls }: CacheLifetime, rates: CacheRates) {
  const kept = BigInt(rewrittenTokens) * (rates.write5m - rates.read);
  const dearer = BigInt(write5mTokens - rewrittenTokens) * (rates.write1h - rates.write5m);
  return {
    title: "Keep it for an hour",
    sample: `Of ${formatCount(write5mTokens)} tokens that ${formatCount(calls)} calls wrote for five minutes, ${formatCount(rewrittenTokens)} were written again 5 to 60 minutes after the same session had used them.`,
    assumption: "Calls of one session share their prefix, and every other write is paid at the one-hour price.",
    saved: (kept - dearer) * UNIT,
  };
}

function shorter({ write1hTokens, lateReadTokens, calls }: CacheLifetime, rates: CacheRates) {
  const cheaper = BigInt(write1hTokens) * (rates.write1h - rates.write5m);
  const again = BigInt(Math.min(write1hTokens, lateReadTokens)) * (rates.write5m - rates.read);
  return {
    title: "Five minutes are enough",
    sample: `${formatCount(calls)} calls wrote ${formatCount(write1hTokens)} tokens for an hour; ${formatCount(lateReadTokens)} were read later than five minutes after the last use.`,
    assumption: "Calls of one session share their prefix; what is read late is written again at the five-minute price.",
    saved: (cheaper - again) * UNIT,
  };
}
