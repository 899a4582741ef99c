import type { Call } from "../../src/call.ts";
import { FINISH_REASONS } from "../../src/normalise/values/finish-reasons.ts";
import type { TruthCall } from "./read-scenario.ts";
import { spanMentionsNumber } from "./span-mentions.ts";

const PROVIDERS: Readonly<Record<string, readonly string[]>> = {
  openai: ["openai"],
  anthropic: ["anthropic"],
  "aws-bedrock": ["aws.bedrock"],
  bedrock: ["aws.bedrock"],
  aws: ["aws.bedrock"],
  gemini: ["gcp.gemini", "gcp.gen_ai", "gcp.vertex_ai"],
  google: ["gcp.gemini", "gcp.gen_ai", "gcp.vertex_ai"],
};

/**
 * Differences between the buckets of a call and the provider's own log, as sentences. Cached tokens that stand nowhere
 * on the span cannot be known: then the input is what was reported and the call says so.
 */
export function checkBuckets(call: Call, truth: TruthCall): readonly string[] {
  const { usage } = call;
  const real = truth.usage;
  if (usage === null || real === null) return ["has no usage"];
  const shown = (tokens: number): boolean => tokens === 0 || spanMentionsNumber(call.span, tokens);
  const known = shown(real.cached_read) && shown(real.cache_write);
  const wanted = known ? [real.input_uncached, real.cached_read, real.cache_write] : [usage.raw.input, 0, 0];
  const found = [usage.uncachedInput, usage.cacheRead, usage.cacheWrite5m + usage.cacheWrite1h];
  const unsure = !known || call.flags.includes("cache_unreported") || call.flags.includes("usage_maybe_estimated");
  return [
    ...differ("output", usage.output, real.output_total),
    ...differ(`input buckets (${usage.rule})`, found, wanted),
    ...(known || call.flags.includes("cache_unreported") ? [] : ["does not say that cached tokens are missing"]),
    ...(real.reasoning > 0 && shown(real.reasoning) ? differ("reasoning", usage.reasoning, real.reasoning) : []),
    ...(usage.confidence >= (unsure ? 60 : 75) ? [] : [`confidence is only ${usage.confidence}`]),
  ];
}

/** Usage that is not the provider's must be marked, unknown usage must be null. */
export function checkMarks(call: Call, truth: TruthCall): readonly string[] {
  const { as } = truth.telemetry;
  if (as === "span-without-usage") {
    return call.usage === null && call.flags.includes("no_usage") ? [] : ["claims usage that it does not have"];
  }
  if (as !== "usage-differs" || call.usage === null) return [];
  const same = call.usage.output === truth.usage?.output_total && call.usage.raw.input === truth.usage.input_total;
  return same || call.usageEstimated || call.usage.confidence < 80 ? [] : ["passes an estimate off as measured"];
}

/** Model, provider and finish reason against the provider's log. */
export function checkFacts(call: Call, truth: TruthCall): readonly string[] {
  const model = call.responseModel || call.requestModel;
  const asked = [truth.model_returned, truth.model_requested].filter((found) => found !== null);
  const isAsked = asked.some((known) => known === model || known.endsWith(`.${model}`));
  const providers = PROVIDERS[truth.provider] ?? [truth.provider];
  return [
    ...(isAsked ? [] : [`model is ${model}, not ${asked.join(" or ")}`]),
    ...(providers.includes(call.provider) ? [] : [`provider is ${call.provider}`]),
    ...(call.finishReasons.length === 0
      ? []
      : differ("finish reason", call.finishReasons, [canonicalReason(truth.finish_reason)])),
    ...(truth.error === null && call.errorType !== "" ? [`is marked as failed: ${call.errorType}`] : []),
  ];
}

function differ(what: string, found: unknown, wanted: unknown): readonly string[] {
  const [left, right] = [JSON.stringify(found), JSON.stringify(wanted)];
  return left === right ? [] : [`${what}: ${left}, not ${right}`];
}

function canonicalReason(reason: string | null): string {
  const spelling = /\((\w+)\)$/.exec(reason ?? "")?.[1] ?? reason ?? "";
  return Object.entries(FINISH_REASONS).find(([, spellings]) => spellings.includes(spelling))?.[0] ?? spelling;
}
