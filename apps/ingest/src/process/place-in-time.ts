import type { Call, Span } from "@spanledger/telemetry";

/** 2015-01-01: before any model call that could be billed, and old enough for imports of history. */
const EARLIEST_NS = 1_420_070_400_000_000_000n;
const MAX_FUTURE_NS = 86_400_000_000_000n;
const FLAG = "clock_skew";
const ORIGINAL_START = "spanledger.original_start_time_unix_nano";

/**
 * A span whose clock cannot be right is stored at the time it was received, flagged, with the original start in an
 * attribute: its tokens were spent, and a row in 1970 would be on nobody's page.
 */
export function placeInTime(call: Call, receivedAtMs: number): Call {
  const { startTimeNs, endTimeNs } = call.span;
  const receivedNs = BigInt(receivedAtMs) * 1_000_000n;
  const isPlausible =
    startTimeNs >= EARLIEST_NS && startTimeNs <= receivedNs + MAX_FUTURE_NS && endTimeNs <= receivedNs + MAX_FUTURE_NS;
  if (isPlausible) return call;
  const durationNs = startTimeNs > 0n && endTimeNs > startTimeNs ? endTimeNs - startTimeNs : 0n;
  const endNs = receivedNs + (durationNs < MAX_FUTURE_NS ? durationNs : 0n);
  const span: Span = { ...call.span, startTimeNs: receivedNs, endTimeNs: endNs };
  return {
    ...call,
    span,
    flags: call.flags.includes(FLAG) ? call.flags : [...call.flags, FLAG],
    attributes: new Map(call.attributes).set(ORIGINAL_START, startTimeNs.toString()),
  };
}
