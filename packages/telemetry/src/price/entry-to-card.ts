import { PRICE_KEYS, type PriceBand, type PriceCard, type PriceHours, type PriceKey, toRates } from "./price-card.ts";
import type { EntryRates, PriceEntry } from "./price-entry.ts";
import { parseRate, PriceFormatError, type Rate } from "./rate.ts";

const TOKENS_PER_PRICE = 1_000_000n;
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

export interface CardOrigin {
  readonly id: string;
  readonly source: string;
  readonly version: string;
}

/** @throws PriceFormatError naming the field that cannot be read */
export function entryToCard(entry: PriceEntry, origin: CardOrigin): PriceCard {
  return {
    ...origin,
    fromMs: entry.from === undefined ? -Infinity : parseTime(entry.from),
    untilMs: entry.until === undefined ? Infinity : parseTime(entry.until),
    effectiveFrom: entry.from ?? "",
    hours: entry.hours === undefined ? null : parseHours(entry.hours),
    bands: parseBands(entry),
    units: parseUnits(entry.units ?? {}),
    free: entry.free === true,
    modifiers: [
      ...(entry.tier === undefined ? [] : [entry.tier]),
      ...(entry.hours === undefined ? [] : ["peak_hours"]),
    ],
  };
}

function parseBands(entry: PriceEntry): readonly PriceBand[] {
  let known = parseRates(entry);
  const bands: PriceBand[] = [{ over: -1, rates: toRates(known), derived: {} }];
  for (const band of [...(entry.above ?? [])].sort((a, b) => a.tokens - b.tokens)) {
    known = { ...known, ...parseRates(band) };
    bands.push({ over: band.tokens, rates: toRates(known), derived: {} });
  }
  return bands;
}

function parseRates(rates: EntryRates): Partial<Record<PriceKey, Rate>> {
  const parsed: Partial<Record<PriceKey, Rate>> = {};
  for (const key of PRICE_KEYS) {
    const usd = rates[key];
    if (usd !== undefined) parsed[key] = parseRate(usd, TOKENS_PER_PRICE);
  }
  return parsed;
}

function parseUnits(units: Readonly<Record<string, string>>): Readonly<Record<string, Rate>> {
  return Object.fromEntries(Object.entries(units).map(([unit, usd]) => [unit, parseRate(usd, 1n)]));
}

function parseTime(text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?Z)?$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(time)) {
    throw new PriceFormatError(`"${text}" is not a date. Write 2026-08-01, or 2026-08-01T16:00:00Z, in UTC.`);
  }
  return time;
}

function parseHours(hours: NonNullable<PriceEntry["hours"]>): PriceHours {
  return { days: hours.days ?? EVERY_DAY, startSecond: parseClock(hours.start), endSecond: parseClock(hours.end) };
}

function parseClock(text: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (match === null) throw new PriceFormatError(`"${text}" is not a time of day. Write 16:30, in UTC.`);
  return Number(match[1]) * 3600 + Number(match[2]) * 60;
}
