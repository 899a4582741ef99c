import { cacheGains } from "@spanledger/clickhouse";
import { formatCount } from "#lib/format-count.ts";
import { formatPercent } from "#lib/format-percent.ts";
import { parseAmount } from "#lib/money/parse-amount.ts";
import { type Opportunity, recentWindow, type Search } from "./opportunity.ts";
import { perMonth } from "./per-month.ts";

const MIN_TOKENS = 10_000;

/** Prompts whose cache costs more to write than its reading saves. */
export async function unreadWrites(search: Search): Promise<Opportunity[]> {
  const { reader, question } = search;
  const window = recentWindow(search, 400);
  const gains = await cacheGains(reader, {
    range: window,
    filters: [...question.filters],
    groupBy: ["feature", "prompt_name", "model"],
    limit: 2000,
  });
  return gains.flatMap(({ keys: [feature = "", promptName = "", model = ""], ...gain }) => {
    const written = gain.write5mTokens + gain.write1hTokens;
    const loss = parseAmount(gain.writePremiumUsd) - parseAmount(gain.readSavedUsd);
    if (written < MIN_TOKENS || loss <= 0n) return [];
    return {
      title: `Written, hardly read: ${promptName || feature || "no feature"} on ${model || "no model"}`,
      sample: `${formatCount(written)} tokens were written to the provider's cache and ${formatCount(gain.readTokens)} read from it, ${formatPercent(gain.readTokens / written)} of what was written.`,
      assumption: "Without caching these calls would have paid the plain input price for the same tokens.",
      monthUsd: perMonth(loss, { window }),
      filters: [
        { dimension: "feature", value: feature },
        { dimension: "prompt_name", value: promptName },
        { dimension: "model", value: model },
      ],
      sampleTraceId: null,
    };
  });
}
