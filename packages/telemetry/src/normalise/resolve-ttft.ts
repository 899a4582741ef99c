import type { Span } from "../span.ts";
import type { Unit } from "./dialect.ts";
import type { Evidence } from "./evidence.ts";
import { decimal } from "./parse/decimal.ts";
import { text } from "./parse/text.ts";

const NS_PER_MS = 1e6;
const NS_PER_S = 1e9;
/** A day: later is no first chunk but a wrong unit. */
const MAX_NS = 86_400 * NS_PER_S;
const FIRST_CHUNK_EVENTS = new Set(["ai.stream.firstChunk", "new_token"]);

/** Nanoseconds from the span's start to the first chunk; 0n when not reported or not plausible. */
export function resolveTtft(span: Span, evidence: Evidence): bigint {
  if (evidence.has("ttft_s")) {
    const durationNs = Number(span.endTimeNs - span.startTimeNs);
    for (const { value, slot } of evidence.readAll("ttft_s", text)) {
      const found = toNs(value, { unit: slot.options.unit ?? "s", startNs: span.startTimeNs, durationNs });
      if (found > 0 && found <= MAX_NS) return BigInt(Math.round(found));
    }
  }
  if (span.events.length === 0) return 0n;
  const event = span.events.find(({ name }) => FIRST_CHUNK_EVENTS.has(name));
  return event !== undefined && event.timeNs > span.startTimeNs ? event.timeNs - span.startTimeNs : 0n;
}

function toNs(
  value: string,
  given: { readonly unit: Unit; readonly startNs: bigint; readonly durationNs: number },
): number {
  switch (given.unit) {
    case "iso8601": {
      const moment = Date.parse(value.replaceAll('"', ""));
      return Number.isNaN(moment) ? 0 : moment * NS_PER_MS - Number(given.startNs);
    }
    case "epoch-ms":
      return (decimal(value) ?? 0) * NS_PER_MS - Number(given.startNs);
    case "ms":
      return (decimal(value) ?? 0) * NS_PER_MS;
    case "s": {
      const seconds = (decimal(value) ?? 0) * NS_PER_S;
      return seconds > given.durationNs && given.durationNs > 0 ? seconds / 1_000 : seconds;
    }
  }
}
