import type { ModalityTokens, Usage } from "@spanledger/telemetry";
import { z } from "zod";

const Counts = z.object({
  uncachedInput: z.number(),
  cacheRead: z.number(),
  cacheWrite5m: z.number(),
  cacheWrite1h: z.number(),
});

const UsageDetail = z.object({
  raw: z.object({ input: z.number().nullable(), output: z.number().nullable(), total: z.number().nullable() }),
  reasoning: z.number().nullable(),
  modality: z.record(z.string(), z.number()).optional(),
  units: z.record(z.string(), z.number()).optional(),
  /** The span's own buckets where cache detail of a superseded twin was merged in. */
  own: Counts.extend({ rule: z.string(), confidence: z.number(), reasoning: z.number().nullable() }).optional(),
});

const NO_MODALITY: ModalityTokens = { audioInput: 0, audioCacheRead: 0, audioOutput: 0, imageInput: 0, imageOutput: 0 };

/** The column `usage_detail`. `own` is what the span itself reported, `billed` what its row carries. */
export function encodeUsageDetail(own: Usage, billed: Usage): string {
  const { raw, modality, units, reasoning } = billed;
  // What nearly every span has, without the detour of an object.
  if (own === billed && !hasCounts(modality) && isEmpty(units))
    return `{"raw":{"input":${raw.input},"output":${raw.output},"total":${raw.total}},"reasoning":${reasoning}}`;
  const detail: Record<string, unknown> = { raw, reasoning };
  if (hasCounts(modality)) detail["modality"] = modality;
  if (!isEmpty(units)) detail["units"] = units;
  if (own !== billed) {
    const { uncachedInput, cacheRead, cacheWrite5m, cacheWrite1h, rule, confidence } = own;
    const counts = { uncachedInput, cacheRead, cacheWrite5m, cacheWrite1h };
    detail["own"] = { ...counts, rule, confidence, reasoning: own.reasoning };
  }
  return JSON.stringify(detail);
}

export interface StoredCounts {
  readonly uncachedInput: number;
  readonly cacheRead: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly output: number;
  readonly rule: string;
  readonly confidence: number;
}

/** What a row says about usage: as billed, and as the span itself reported it. null for a row without usage. */
export function decodeUsage(
  detail: string,
  stored: StoredCounts,
): { readonly billed: Usage; readonly own: Usage } | null {
  if (detail === "") return null;
  const { raw, reasoning, modality, units, own } = UsageDetail.parse(JSON.parse(detail));
  const billed: Usage = {
    ...stored,
    raw,
    reasoning,
    modality: { ...NO_MODALITY, ...modality },
    units: units ?? {},
  };
  return { billed, own: own === undefined ? billed : { ...billed, ...own } };
}

function hasCounts(modality: ModalityTokens): boolean {
  const { audioInput, audioCacheRead, audioOutput, imageInput, imageOutput } = modality;
  return audioInput + audioCacheRead + audioOutput + imageInput + imageOutput > 0;
}

function isEmpty(units: Usage["units"]): boolean {
  for (const _ in units) return false;
  return true;
}
