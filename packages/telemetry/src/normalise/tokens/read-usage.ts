import type { Usage } from "../../call.ts";
import type { Evidence } from "../evidence.ts";
import { isNotWrapper } from "../conditions.ts";
import type { Field } from "../dialect.ts";
import { count } from "../parse/count.ts";
import { truth } from "../parse/truth.ts";
import { accountTokens } from "./account-tokens.ts";
import { estimateOf } from "./estimates.ts";
import { findEmitter } from "./find-emitter.ts";
import { readLangfuseUsage } from "./langfuse-usage.ts";
import { readProviderBody, readVercelMetadata } from "./provider-body.ts";
import { providerFamily } from "./provider-family.ts";
import type { RawUsage } from "./raw-usage.ts";
import { readUnits } from "./read-units.ts";
import { selectFamily } from "./select-family.ts";
import { toUsage } from "./to-usage.ts";
import type { UsageContext } from "./usage-context.ts";

export interface UsageReading {
  /** null when the span reports no usage. */
  readonly usage: Usage | null;
  readonly estimated: boolean;
  readonly flags: readonly string[];
}

const NONE: UsageReading = { usage: null, estimated: false, flags: [] };
const CAUTIOUS_CONFIDENCE = 70;

/** Reads what a span says about its tokens and makes the disjoint buckets of it. */
export function readUsage(evidence: Evidence, context: UsageContext): UsageReading {
  const found = langfuse(evidence) ?? fromAttributes(evidence, context) ?? fromBody(evidence, context);
  if (found === undefined || isEmpty(found.usage)) return NONE;
  const marked = evidence.read("usage_estimated", truth)?.value === true ? "estimated" : estimateOf(evidence.facts);
  if (marked === "estimated") return { ...found, estimated: true, flags: [...found.flags, "usage_estimated"] };
  if (marked === "measured") return { ...found, estimated: false };
  const confidence = Math.min(found.usage.confidence, CAUTIOUS_CONFIDENCE);
  return { usage: { ...found.usage, confidence }, estimated: false, flags: [...found.flags, "usage_maybe_estimated"] };
}

interface Found {
  readonly usage: Usage;
  readonly flags: readonly string[];
}

function langfuse(evidence: Evidence): Found | undefined {
  const details = readLangfuseUsage(evidence.facts.attributes.get("langfuse.observation.usage_details"));
  if (details === undefined) return undefined;
  const usage = toUsage({ raw: details, units: readUnits(evidence, details.units), confidence: details.consistent ? 100 : 60 });
  const modality = { ...usage.modality, audioInput: details.audioInput, audioOutput: details.audioOutput };
  return { usage: { ...usage, modality }, flags: details.consistent ? [] : ["ambiguous"] };
}

function fromBody(evidence: Evidence, context: UsageContext): Found | undefined {
  if (context.role !== "call") return undefined;
  const raw = readProviderBody(evidence.facts);
  if (raw === undefined) return undefined;
  return { usage: toUsage({ raw, units: readUnits(evidence, raw.units), confidence: 95 }), flags: [] };
}

function fromAttributes(evidence: Evidence, context: UsageContext): Found | undefined {
  const counts = selectFamily(evidence);
  const { input, output, total } = context.opClass === "embedding" ? { ...counts, input: counts.input ?? counts.total } : counts;
  const raw = rawUsageOf(evidence, { ...counts, input });
  if (raw !== undefined) {
    const merged = { ...raw, output: Math.max(raw.output ?? 0, output ?? 0), input: input ?? raw.input, total };
    return { usage: withModality(evidence, toUsage({ raw: merged, units: raw.units, confidence: 95 })), flags: counts.conflicts };
  }
  const details = readDetails(evidence);
  if (input === null && output === null && details.cacheRead === null && details.cacheWrite === null) {
    const units = readUnits(evidence, {});
    if (counts.disjointInput === null && Object.keys(units).length === 0) return undefined;
  }
  return account({ evidence, context, counts: { ...counts, input }, details: explained(evidence, { context, details, input, output, total }) });
}

/** A provider's own usage object is taken when it is about the same call as the attributes. */
function rawUsageOf(evidence: Evidence, counts: { readonly input: number | null; readonly disjointInput: number | null }): RawUsage | undefined {
  if (counts.disjointInput !== null || !isNotWrapper(evidence.facts)) return undefined;
  const raw = readVercelMetadata(evidence.facts);
  if (raw === undefined || counts.input === null) return raw;
  const real = raw.uncachedInput + (raw.cacheRead ?? 0) + (raw.cacheWrite ?? 0);
  return counts.input === raw.input || counts.input === real ? raw : undefined;
}

interface Details {
  readonly cacheRead: number | null;
  readonly cacheWrite: number | null;
  readonly cacheWrite5m: number | null;
  readonly cacheWrite1h: number | null;
  readonly reasoning: number | null;
  /** Attribute keys of the cache counts. */
  readonly keys: readonly string[];
  readonly conflicts: readonly string[];
}

function readDetails(evidence: Evidence): Details {
  const keys: string[] = [];
  const conflicts: string[] = [];
  const detail = (field: Field, name?: string): number | null => {
    if (!evidence.has(field)) return null;
    const [first, ...rest] = evidence.readAll(field, count);
    if (first === undefined) return null;
    if (name !== undefined && rest.some(({ value }) => value !== first.value)) conflicts.push(`conflict:${name}`);
    if (field.startsWith("cache")) keys.push(first.slot.key);
    return first.value;
  };
  return {
    cacheRead: detail("cache_read_tokens", "cache_read"),
    cacheWrite: detail("cache_write_tokens", "cache_write"),
    cacheWrite5m: detail("cache_write_5m_tokens"),
    cacheWrite1h: detail("cache_write_1h_tokens"),
    reasoning: detail("reasoning_tokens", "reasoning"),
    keys,
    conflicts,
  };
}

interface Unexplained {
  readonly context: UsageContext;
  readonly details: Details;
  readonly input: number | null;
  readonly output: number | null;
  readonly total: number | null;
}

/** A total larger than input + output hides cached or reasoning tokens: the response body may say which. */
function explained(evidence: Evidence, given: Unexplained): Details {
  const { details, input, output, total, context } = given;
  const reported = details.cacheRead !== null || details.cacheWrite !== null || details.reasoning !== null;
  if (reported || context.role !== "call" || total === null || total <= (input ?? 0) + (output ?? 0)) return details;
  const body = readProviderBody(evidence.facts);
  if (body === undefined || body.input !== input) return details;
  return { ...details, cacheRead: body.cacheRead, cacheWrite: body.cacheWrite, cacheWrite5m: body.cacheWrite5m, cacheWrite1h: body.cacheWrite1h, reasoning: body.reasoning };
}

interface Accountable {
  readonly evidence: Evidence;
  readonly context: UsageContext;
  readonly counts: ReturnType<typeof selectFamily>;
  readonly details: Details;
}

function account({ evidence, context, counts, details }: Accountable): Found {
  const family = providerFamily(context.provider, context.model);
  const emitter = findEmitter(evidence.facts, family);
  const accounted = accountTokens({
    ...counts,
    ...details,
    family,
    dotted: details.keys.some((key) => /cache_(read|write|creation)\.input_tokens$/.test(key)),
    flat: details.keys.length > 0,
    inclusiveSchema: isInclusiveSchema(context.schemaUrl),
    emitter: emitter === undefined || emitter.rule === null ? null : { ...emitter, rule: emitter.rule, reasoningOutside: emitter.reasoningOutside ?? false },
    disjointReasoning: false,
    anomalyInclusive: family === "bedrock" && /(^|\.)openai\./.test(context.model),
  });
  const hidden = emitter?.cacheUnreported === true && details.keys.length === 0 && context.opClass === "generation";
  const raw: RawUsage = { ...details, ...accounted, input: counts.input, total: counts.total, units: {} };
  const usage = toUsage({ raw, units: readUnits(evidence, {}), confidence: hidden ? CAUTIOUS_CONFIDENCE : accounted.confidence, rule: accounted.rule });
  const partial = counts.output === null && context.opClass === "generation" ? ["output_unreported"] : [];
  return {
    usage: withModality(evidence, { ...usage, raw: { input: counts.input, output: counts.output, total: counts.total } }),
    flags: [...counts.conflicts, ...details.conflicts, ...accounted.flags, ...(hidden ? ["cache_unreported"] : []), ...partial],
  };
}

function withModality(evidence: Evidence, usage: Usage): Usage {
  const part = (field: Field): number => (evidence.has(field) ? (evidence.read(field, count)?.value ?? 0) : 0);
  const modality = {
    audioInput: part("audio_input_tokens"),
    audioCacheRead: part("audio_cache_read_tokens"),
    audioOutput: part("audio_output_tokens"),
    imageInput: part("image_input_tokens"),
    imageOutput: part("image_output_tokens"),
  };
  return { ...usage, modality };
}

function isInclusiveSchema(schemaUrl: string): boolean {
  const version = /\/(\d+)\.(\d+)(?:\.\d+)?(?:-\w+)?\/?$/.exec(schemaUrl);
  return version !== null && (Number(version[1]) > 1 || (version[1] === "1" && Number(version[2]) >= 40));
}

function isEmpty(usage: Usage): boolean {
  const tokens = usage.uncachedInput + usage.cacheRead + usage.cacheWrite5m + usage.cacheWrite1h + usage.output;
  return tokens === 0 && Object.keys(usage.units).length === 0;
}
