import type { BillingSpan } from "./billing-span.ts";

/**
 * semconv 4.4: of several copies of one span the one with the later end is kept, then the one with more attributes,
 * then the smaller key.
 */
export function pickCopies(spans: readonly BillingSpan[]): {
  readonly kept: readonly BillingSpan[];
  readonly dropped: readonly BillingSpan[];
} {
  if (spans.length < 2) return { kept: spans, dropped: [] };
  const best = new Map<string, BillingSpan>();
  const dropped: BillingSpan[] = [];
  for (const span of spans) {
    const known = best.get(span.spanId);
    if (known === undefined) best.set(span.spanId, span);
    else if (knowsMore(span, known)) {
      best.set(span.spanId, span);
      dropped.push(known);
    } else dropped.push(span);
  }
  return { kept: dropped.length === 0 ? spans : [...best.values()], dropped };
}

function knowsMore(span: BillingSpan, known: BillingSpan): boolean {
  if (span.endNs !== known.endNs) return span.endNs > known.endNs;
  if (span.attributeCount !== known.attributeCount) return span.attributeCount > known.attributeCount;
  return span.key < known.key;
}
