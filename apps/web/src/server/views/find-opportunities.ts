import { convertUsdAt } from "#lib/money/convert-usd-at.ts";
import { parseAmount } from "#lib/money/parse-amount.ts";
import { lifetimes } from "./opportunities/lifetimes.ts";
import type { Opportunity, Search } from "./opportunities/opportunity.ts";
import { prefixes } from "./opportunities/prefixes.ts";
import { repeats } from "./opportunities/repeats.ts";
import { stoppedCaching } from "./opportunities/stopped-caching.ts";
import { unreadWrites } from "./opportunities/unread-writes.ts";

export const OPPORTUNITY_KINDS = ["stopped", "unread", "lifetime", "repeated", "near", "prefix"] as const;
type Kind = (typeof OPPORTUNITY_KINDS)[number];

const SEARCHES: Readonly<Record<Kind, (search: Search) => Promise<Opportunity[]>>> = {
  stopped: stoppedCaching,
  unread: unreadWrites,
  lifetime: lifetimes,
  repeated: (search) => repeats(search, "repeated"),
  near: (search) => repeats(search, "near"),
  prefix: prefixes,
};

const SHOWN = 10;

/** What caching could still save, of one kind: the biggest first, in the currency of the question at its newest rate. */
export async function findOpportunities(search: Search, kind: Kind): Promise<Opportunity[]> {
  const { rates } = search.question;
  const rate = rates?.perUsd.findLast((one) => one !== "0");
  const found = await SEARCHES[kind](search);
  return found
    .filter(({ monthUsd }) => monthUsd !== "0")
    .map((one) => ({
      ...one,
      monthUsd: one.monthUsd === null || rate === undefined ? one.monthUsd : convertUsdAt(one.monthUsd, rate),
    }))
    .toSorted((a, b) => (parseAmount(a.monthUsd ?? "0") < parseAmount(b.monthUsd ?? "0") ? 1 : -1))
    .slice(0, SHOWN);
}
