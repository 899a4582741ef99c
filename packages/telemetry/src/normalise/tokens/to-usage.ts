import type { Usage } from "../../call.ts";
import type { RawUsage } from "./raw-usage.ts";

/** The canonical usage of disjoint counts. Cache writes of unknown lifetime are billed as 5-minute ones. */
export function toUsage(given: {
  readonly raw: RawUsage;
  readonly units: Readonly<Record<string, number>>;
  readonly confidence: number;
  readonly rule?: string;
}): Usage {
  const { raw } = given;
  const cacheWrite1h = raw.cacheWrite1h ?? 0;
  const cacheWrite = Math.max(raw.cacheWrite ?? 0, (raw.cacheWrite5m ?? 0) + cacheWrite1h);
  return {
    uncachedInput: raw.uncachedInput,
    cacheRead: raw.cacheRead ?? 0,
    cacheWrite5m: cacheWrite - cacheWrite1h,
    cacheWrite1h,
    output: raw.output ?? 0,
    reasoning: raw.reasoning,
    modality: { audioInput: 0, audioCacheRead: 0, audioOutput: 0, imageInput: 0, imageOutput: 0 },
    units: given.units,
    raw: { input: raw.input, output: raw.output, total: raw.total },
    rule: given.rule ?? "disjoint",
    confidence: given.confidence,
  };
}
