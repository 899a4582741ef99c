import { nearDuplicatePrompts, repeatedPrompts, type RepeatedPrompt } from "@spanledger/clickhouse";
import { formatInteger } from "#lib/format-count.ts";
import { parseAmount } from "#lib/money/parse-amount.ts";
import { callsByGroup } from "./calls-by-group.ts";
import { type Opportunity, recentWindow, type Search } from "./opportunity.ts";
import { perMonth } from "./per-month.ts";

const DAYS = 7;

/** Prompts that a response cache would have answered: the same ones, or almost the same. */
export async function repeats(search: Search, kind: "repeated" | "near"): Promise<Opportunity[]> {
  const { reader, question } = search;
  const window = recentWindow(search, DAYS);
  const find = kind === "repeated" ? repeatedPrompts : nearDuplicatePrompts;
  const [groups, callsOf] = await Promise.all([
    find(reader, { range: window, filters: [...question.filters] }),
    callsByGroup(search, window),
  ]);
  return groups
    .filter((group) => group.repeats > 0 && group.repeatsUsd !== "0")
    .map((group) => ({
      ...WORDS[kind](group),
      monthUsd: perMonth(parseAmount(group.repeatsUsd), { window, calls: callsOf(group), sampled: group.calls }),
      filters: [
        { dimension: "feature", value: group.feature },
        { dimension: "model", value: group.model },
      ],
      sampleTraceId: group.sampleTraceId,
    }));
}

const WORDS = {
  repeated: ({ feature, model, calls, repeats: count }: RepeatedPrompt) => ({
    title: `The same prompts again: ${feature || "no feature"} on ${model || "no model"}`,
    sample: `Of ${formatInteger(calls)} calls looked into, ${formatInteger(count)} sent word for word what the same tenant had sent within a day.`,
    assumption:
      "An exact response cache per tenant keeps answers for a day, and an answer of yesterday is good enough.",
  }),
  near: ({ feature, model, calls, repeats: count }: RepeatedPrompt) => ({
    title: `Almost the same prompts: ${feature || "no feature"} on ${model || "no model"}`,
    sample: `Of ${formatInteger(calls)} calls looked into, ${formatInteger(count)} resemble one of the same tenant (fingerprints differ in at most 3 of 64 bits) without repeating one.`,
    assumption: "At most this: a semantic response cache answers all of them. Read some before you believe it.",
  }),
} as const;
