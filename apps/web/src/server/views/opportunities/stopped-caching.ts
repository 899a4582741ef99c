import { cacheGains, stoppedCaches } from "@spanledger/clickhouse";
import { formatCount } from "#lib/format-count.ts";
import { formatPercent } from "#lib/format-percent.ts";
import { parseAmount } from "#lib/money/parse-amount.ts";
import { formatTime } from "#lib/time/format-time.ts";
import { providerNet } from "#lib/cache/cache-facts.ts";
import type { Opportunity, Search } from "./opportunity.ts";
import { perMonth } from "./per-month.ts";

const DAY_MS = 86_400_000;
const LOOK_BACK_MS = 30 * DAY_MS;

/** Prompts that were read from the provider's cache, and no longer are. */
export async function stoppedCaching({ reader, question, nowMs }: Search): Promise<Opportunity[]> {
  const { current, filters, timeZone } = question;
  const toMs = Math.max(current.fromMs + 1, Math.min(current.toMs, Math.ceil(nowMs / DAY_MS) * DAY_MS));
  const range = { fromMs: Math.min(current.fromMs, toMs - LOOK_BACK_MS), toMs };
  const stopped = await stoppedCaches(reader, { range, filters: [...filters], timeZone });
  if (stopped.length === 0) return [];
  const gains = await cacheGains(reader, {
    range,
    filters: [...filters],
    groupBy: ["feature", "prompt_name", "provider", "model"],
    limit: 2000,
  });
  const gainOf = new Map(gains.map(({ keys, ...gain }) => [JSON.stringify(keys), gain]));
  return stopped.map((group) => {
    const { feature, promptName, provider, model, lastDayMs } = group;
    const gain = gainOf.get(JSON.stringify([feature, promptName, provider, model]));
    const since = { fromMs: lastDayMs + DAY_MS, toMs: Math.max(lastDayMs + 2 * DAY_MS, Math.min(toMs, nowMs)) };
    const saved = gain === undefined ? null : parseAmount(providerNet(gain));
    const again = saved === null ? null : (saved * BigInt(group.promptTokensAfter)) / BigInt(group.promptTokensBefore);
    const share = formatPercent(group.readTokensBefore / group.promptTokensBefore);
    return {
      title: `Caching stopped: ${promptName || feature || "no feature"} on ${model || "no model"}`,
      sample: `Until ${formatTime(lastDayMs, "day", timeZone)} ${share} of its prompt tokens were read from the provider's cache, since then none of ${formatCount(group.promptTokensAfter)} in ${formatCount(group.callsAfter)} calls.`,
      assumption: "Caching would save as much per prompt token as it did before, writing included.",
      monthUsd: again === null ? null : perMonth(again, { window: since }),
      filters: [
        { dimension: "feature", value: feature },
        { dimension: "prompt_name", value: promptName },
        { dimension: "model", value: model },
      ],
      sampleTraceId: null,
    };
  });
}
