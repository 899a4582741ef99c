import type { TokenBuckets, Usage } from "@spanledger/telemetry";

/** The usage of a call that someone tries out, with nothing but tokens. */
export function testUsage(buckets: TokenBuckets): Usage {
  const { uncachedInput, cacheRead, cacheWrite5m, cacheWrite1h, output } = buckets;
  return {
    uncachedInput,
    cacheRead,
    cacheWrite5m,
    cacheWrite1h,
    output,
    reasoning: null,
    modality: { audioInput: 0, audioCacheRead: 0, audioOutput: 0, imageInput: 0, imageOutput: 0 },
    units: {},
    raw: { input: null, output: null, total: null },
    rule: "test",
    confidence: 100,
  };
}
