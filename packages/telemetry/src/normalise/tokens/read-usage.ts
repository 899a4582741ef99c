import type { ModalityTokens, Usage } from "../../call.ts";
import type { Evidence } from "../evidence.ts";
import type { Field } from "../precedence/index.ts";
import { count } from "../parse/count.ts";
import { accountTokens, type AccountedTokens } from "./account-tokens.ts";
import { readLangfuseUsage } from "./langfuse-usage.ts";
import { readClaudeBody, readProviderBody, readUsageObject, readVercelMetadata } from "./provider-body.ts";
import type { RawUsage } from "./raw-usage.ts";
import { readUnits } from "./read-units.ts";
import { type FamilyCounts, selectFamily } from "./select-family.ts";
import { toUsage } from "./to-usage.ts";
import type { ProviderFamily } from "./token-evidence.ts";
import type { UsageContext } from "./usage-context.ts";

export interface UsageReading {
  /** null when the span reports no usage. */
  readonly usage: Usage | null;
  readonly estimated: boolean;
  readonly flags: readonly string[];
}

const NONE: UsageReading = { usage: null, estimated: false, flags: [] };
const CAUTIOUS_CONFIDENCE = 70;
const DOTTED = /cache_(read|write|creation)\.input_tokens$/;

/** Reads what a span says about its tokens and makes the disjoint buckets of it. */
export function readUsage(evidence: Evidence, context: UsageContext): UsageReading {
  const found = langfuse(evidence) ?? fromAttributes(evidence, context) ?? fromBody(evidence, context);
  if (found === undefined || isEmpty(found.usage)) return NONE;
  const { mark: marked } = context.tokens;
  // What is priced without its prompt is a lower bound, never a measured cost.
  if (marked === "estimated" || found.flags.includes("input_unreported"))
    return { ...found, estimated: true, flags: [...found.flags, "usage_estimated"] };
  if (marked === "measured") return { usage: found.usage, estimated: false, flags: found.flags };
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
  const usage = toUsage({
    raw: details,
    units: readUnits(evidence, details.units),
    confidence: details.consistent ? 100 : 60,
  });
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
  const { total } = counts;
  const input = plus(
    counts.input ?? (context.opClass === "embedding" ? total : null),
    apart(evidence, "audio_input_tokens"),
  );
  const output = plus(counts.output, apart(evidence, "audio_output_tokens"));
  const raw = context.tokens.isWrapper ? undefined : rawUsageOf(evidence, counts, input);
  if (raw !== undefined) {
    const merged = { ...raw, output: Math.max(raw.output ?? 0, output ?? 0), input: input ?? raw.input, total };
    const usage = toUsage({ raw: merged, units: raw.units, confidence: 95 });
    return { usage: { ...usage, modality: readModality(evidence) }, flags: counts.conflicts };
  }
  const details = readDetails(evidence);
  if (input === null && output === null && details.cacheRead === null && details.cacheWrite === null) {
    const units = readUnits(evidence, NO_UNITS);
    if (counts.disjointInput === null && hasNone(units)) return undefined;
  }
  return account({
    evidence,
    context,
    counts: input === counts.input && output === counts.output ? counts : { ...counts, input, output },
    details: explained(evidence, { context, details, input, output, total }),
  });
}

/** LangWatch counts audio beside the text tokens. */
function apart(evidence: Evidence, field: Field): number {
  const reading = evidence.has(field) ? evidence.read(field, count) : undefined;
  return reading?.slot.dialect === "langwatch" ? reading.value : 0;
}

function plus(tokens: number | null, more: number): number | null {
  return more === 0 ? tokens : (tokens ?? 0) + more;
}

/** A provider's own usage object is taken when it is about the same call as the attributes. */
function rawUsageOf(evidence: Evidence, { disjointInput }: FamilyCounts, input: number | null): RawUsage | undefined {
  if (disjointInput !== null) return undefined;
  const { facts } = evidence;
  const raw = readVercelMetadata(facts) ?? readClaudeBody(facts) ?? readUsageObject(facts);
  if (raw === undefined || input === null) return raw;
  const real = raw.uncachedInput + (raw.cacheRead ?? 0) + (raw.cacheWrite ?? 0);
  return input === raw.input || input === real ? raw : undefined;
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

const DETAILS = [
  "cache_read_tokens",
  "cache_write_tokens",
  "cache_write_5m_tokens",
  "cache_write_1h_tokens",
  "reasoning_tokens",
] as const satisfies readonly Field[];

const NO_DETAILS: Details = {
  cacheRead: null,
  cacheWrite: null,
  cacheWrite5m: null,
  cacheWrite1h: null,
  reasoning: null,
  keys: [],
  conflicts: [],
};

function readDetails(evidence: Evidence): Details {
  if (!DETAILS.some((field) => evidence.has(field))) return NO_DETAILS;
  const keys: string[] = [];
  const conflicts: string[] = [];
  const detail = (field: Field, name?: string): number | null => {
    const readings = evidence.readAll(field, count);
    const first = readings[0];
    if (first === undefined) return null;
    if (name !== undefined && readings.length > 1 && readings.some(({ value }) => value !== first.value))
      conflicts.push(`conflict:${name}`);
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
  return {
    ...details,
    cacheRead: body.cacheRead,
    cacheWrite: body.cacheWrite,
    cacheWrite5m: body.cacheWrite5m,
    cacheWrite1h: body.cacheWrite1h,
    reasoning: body.reasoning,
  };
}

interface Accountable {
  readonly evidence: Evidence;
  readonly context: UsageContext;
  readonly counts: ReturnType<typeof selectFamily>;
  readonly details: Details;
}

function account({ evidence, context, counts, details }: Accountable): Found {
  const { emitter, family, inclusiveSchema, anomalyInclusive } = context.tokens;
  const accounted = accountTokens({
    input: counts.input,
    output: counts.output,
    total: counts.total,
    cacheRead: details.cacheRead,
    cacheWrite: details.cacheWrite,
    cacheWrite5m: details.cacheWrite5m,
    cacheWrite1h: details.cacheWrite1h,
    reasoning: details.reasoning,
    family,
    dotted: details.keys.some((key) => DOTTED.test(key)),
    flat: details.keys.length > 0,
    inclusiveSchema,
    emitter,
    disjointInput: counts.disjointInput,
    disjointReasoning: false,
    anomalyInclusive,
  });
  const mayHide = context.opClass === "generation" && details.keys.length === 0;
  const hidden = mayHide && (emitter?.cacheUnreported === true || hidesCache(counts, family));
  const partial = context.opClass === "generation" ? unreported(counts) : NO_FLAGS;
  const doubtful = hidden || partial.includes("input_unreported");
  const usage = accountedUsage({ evidence, context, counts, details }, accounted, doubtful);
  return {
    usage,
    flags: joined([counts.conflicts, details.conflicts, accounted.flags, hidden ? HIDDEN : NO_FLAGS, partial]),
  };
}

/** Claude's input leaves cached tokens out: what a provider's total has beyond input and output is read or written ones. */
function hidesCache({ input, output, total }: Accountable["counts"], family: ProviderFamily): boolean {
  return (family === "anthropic" || family === "bedrock") && total !== null && total > (input ?? 0) + (output ?? 0);
}

const NO_FLAGS: readonly string[] = [];
const HIDDEN: readonly string[] = ["cache_unreported"];

/** Most calls have none: then no list is made. */
function joined(lists: readonly (readonly string[])[]): readonly string[] {
  return lists.some((list) => list.length > 0) ? lists.flat() : NO_FLAGS;
}

/** A generation has a prompt and an answer: a side without a readable count is unknown, not nothing. */
function unreported({ input, disjointInput, output }: Accountable["counts"]): readonly string[] {
  if ((input !== null || disjointInput !== null) && output !== null) return NO_FLAGS;
  return [
    ...(input === null && disjointInput === null ? ["input_unreported"] : []),
    ...(output === null ? ["output_unreported"] : []),
  ];
}

function accountedUsage(
  { evidence, counts, details }: Accountable,
  accounted: AccountedTokens,
  doubtful: boolean,
): Usage {
  const cacheWrite1h = details.cacheWrite1h ?? 0;
  return {
    uncachedInput: accounted.uncachedInput,
    cacheRead: accounted.cacheRead,
    cacheWrite5m: accounted.cacheWrite - cacheWrite1h,
    cacheWrite1h,
    output: accounted.output,
    reasoning: details.reasoning,
    modality: readModality(evidence),
    units: readUnits(evidence, NO_UNITS),
    raw: { input: counts.input, output: counts.output, total: counts.total },
    rule: accounted.rule,
    confidence: doubtful ? CAUTIOUS_CONFIDENCE : accounted.confidence,
  };
}

function readModality(evidence: Evidence): ModalityTokens {
  if (!MODALITIES.some((field) => evidence.has(field))) return NO_MODALITY;
  const part = (field: Field): number => (evidence.has(field) ? (evidence.read(field, count)?.value ?? 0) : 0);
  return {
    audioInput: part("audio_input_tokens"),
    audioCacheRead: part("audio_cache_read_tokens"),
    audioOutput: part("audio_output_tokens"),
    imageInput: part("image_input_tokens"),
    imageOutput: part("image_output_tokens"),
  };
}

const NO_UNITS: Readonly<Record<string, number>> = {};
const NO_MODALITY: ModalityTokens = { audioInput: 0, audioCacheRead: 0, audioOutput: 0, imageInput: 0, imageOutput: 0 };
const MODALITIES = [
  "audio_input_tokens",
  "audio_cache_read_tokens",
  "audio_output_tokens",
  "image_input_tokens",
  "image_output_tokens",
] as const satisfies readonly Field[];

function isEmpty(usage: Usage): boolean {
  const tokens = usage.uncachedInput + usage.cacheRead + usage.cacheWrite5m + usage.cacheWrite1h + usage.output;
  return tokens === 0 && hasNone(usage.units);
}

function hasNone(units: Readonly<Record<string, number>>): boolean {
  for (const _ in units) return false;
  return true;
}
