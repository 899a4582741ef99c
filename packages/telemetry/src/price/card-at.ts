import type { PriceCard, PriceHours } from "./price-card.ts";

const DAY_SECONDS = 86_400;
const THURSDAY = 4;

/** The first of the cards that holds at the time (UTC milliseconds); cards come in order of precedence. */
export function cardAt(cards: readonly PriceCard[], atMs: number): PriceCard | undefined {
  for (const card of cards) {
    if (atMs >= card.fromMs && atMs < card.untilMs && (card.hours === null || isWithin(card.hours, atMs))) return card;
  }
  return undefined;
}

function isWithin(hours: PriceHours, atMs: number): boolean {
  const seconds = Math.floor(atMs / 1000);
  const second = ((seconds % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS;
  const wraps = hours.endSecond <= hours.startSecond;
  const inside = wraps
    ? second >= hours.startSecond || second < hours.endSecond
    : second >= hours.startSecond && second < hours.endSecond;
  if (!inside) return false;
  const startedYesterday = wraps && second < hours.endSecond;
  const day = Math.floor(seconds / DAY_SECONDS) + THURSDAY - (startedYesterday ? 1 : 0);
  return hours.days.includes(((day % 7) + 7) % 7);
}
