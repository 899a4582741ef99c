import type { PriceSubject, PriceTimeline } from "./price-timeline.ts";

/** Ids come from the outside, so the memory they can take is bounded. */
const MAX_TIMELINES = 20_000;
const MAX_KEY_LENGTH = 1_024;
/** A pair of models is called through few providers, tiers and regions; more than this would slow the scan. */
const MAX_SLOTS = 64;

interface Slot {
  readonly provider: string;
  readonly serviceTier: string;
  readonly region: string;
  readonly timeline: PriceTimeline;
}

/**
 * Remembers what was looked up, by the two models and then by the rest: joining the five ids into one key would cost
 * more than the pricing itself.
 */
export function cacheTimelines(
  lookUp: (subject: PriceSubject) => PriceTimeline,
): (subject: PriceSubject) => PriceTimeline {
  const byRequest = new Map<string, Map<string, Slot[]>>();
  let count = 0;
  return (subject) => {
    const known = findSlot(byRequest.get(subject.requestModel)?.get(subject.responseModel), subject);
    if (known !== undefined) return known.timeline;
    if (count >= MAX_TIMELINES) {
      byRequest.clear();
      count = 0;
    }
    const { provider, requestModel, responseModel, serviceTier, region } = subject;
    const timeline = lookUp(subject);
    const length = provider.length + requestModel.length + responseModel.length + serviceTier.length + region.length;
    if (length > MAX_KEY_LENGTH) return timeline;
    const byResponse = byRequest.get(requestModel) ?? new Map<string, Slot[]>();
    const slots = byResponse.get(responseModel) ?? [];
    byResponse.set(responseModel, [{ provider, serviceTier, region, timeline }, ...slots.slice(0, MAX_SLOTS - 1)]);
    byRequest.set(requestModel, byResponse);
    count++;
    return timeline;
  };
}

function findSlot(
  slots: readonly Slot[] | undefined,
  { provider, serviceTier, region }: PriceSubject,
): Slot | undefined {
  if (slots === undefined) return undefined;
  for (const slot of slots) {
    if (slot.provider === provider && slot.serviceTier === serviceTier && slot.region === region) return slot;
  }
  return undefined;
}
