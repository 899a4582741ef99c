import { baseList } from "./base-list.ts";
import { PRICE_KEYS, type PriceBand, type PriceCard, type PriceHours } from "./price-card.ts";
import type { EntryRates } from "./price-entry.ts";
import { findProviderRow } from "./find-provider-row.ts";
import { PROVIDERS, type ProviderRow } from "./provider-table.ts";
import { formatRate } from "./rate.ts";

export interface CatalogueQuery {
  /** Every word must occur in `provider model tier`; without case. */
  readonly text?: string;
  /** Any spelling of a provider. */
  readonly provider?: string;
  /** 1..500, 50 when absent. */
  readonly limit?: number;
  readonly offset?: number;
}

/** One base price, before any override. Prices are dollars as decimal text. */
export interface CatalogueRow {
  readonly provider: string;
  readonly model: string;
  /** "" is the standard tier. */
  readonly tier: string;
  /** `genai-prices 0.1.8` or `overlay 2026-08-02`. */
  readonly source: string;
  /** ISO dates or times in UTC; "" means open. `effectiveUntil` is exclusive. */
  readonly effectiveFrom: string;
  readonly effectiveUntil: string;
  /** e.g. `01:00-04:00 UTC`, "" for any hour. */
  readonly hours: string;
  /** Per million tokens. */
  readonly perMtok: EntryRates;
  readonly above: readonly { readonly tokens: number; readonly perMtok: EntryRates }[];
  /** Per unit. */
  readonly perUnit: Readonly<Record<string, string>>;
  readonly free: boolean;
}

export interface CataloguePage {
  readonly total: number;
  readonly rows: readonly CatalogueRow[];
}

interface Listed {
  readonly row: ProviderRow;
  readonly model: string;
  readonly tier: string;
  readonly card: PriceCard;
  readonly text: string;
}

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;

let everything: readonly Listed[] | undefined;

/** Browses the base prices: the library and the overlay above it. A price of the overlay comes before the library's. */
export function listCatalogue({
  text = "",
  provider = "",
  limit = DEFAULT_LIMIT,
  offset = 0,
}: CatalogueQuery = {}): CataloguePage {
  everything ??= PROVIDERS.flatMap(listProvider);
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const wanted = provider === "" ? undefined : findProviderRow(provider);
  const found = everything.filter(
    (listed) =>
      (wanted === undefined || (wanted.kind === "row" && wanted.row === listed.row)) &&
      words.every((word) => listed.text.includes(word)),
  );
  const count = Math.min(Math.max(limit, 1), MAX_LIMIT);
  return { total: found.length, rows: found.slice(offset, offset + count).map(toRow) };
}

function listProvider(row: ProviderRow): readonly Listed[] {
  return row.lists
    .filter((list) => list.lends === undefined)
    .flatMap((list) => {
      const { library, overlay } = baseList(list);
      const fromLibrary =
        library?.models.flatMap((model) => model.cards.map((card) => ({ model: model.id, tier: "", card }))) ?? [];
      return [...overlay.listed, ...fromLibrary]
        .sort((a, b) => a.model.localeCompare(b.model))
        .map((listed) => ({ ...listed, row, text: `${row.id} ${listed.model} ${listed.tier}`.toLowerCase() }));
    });
}

function toRow({ row, model, tier, card }: Listed): CatalogueRow {
  return {
    provider: row.id,
    model,
    tier,
    source: `${card.source} ${card.version}`,
    effectiveFrom: card.effectiveFrom,
    effectiveUntil: Number.isFinite(card.untilMs)
      ? new Date(card.untilMs).toISOString().replace("T00:00:00.000Z", "")
      : "",
    hours: card.hours === null ? "" : formatHours(card.hours),
    perMtok: formatBand(card.bands[0]),
    above: card.bands.slice(1).map((band) => ({ tokens: band.over, perMtok: formatBand(band) })),
    perUnit: Object.fromEntries(Object.entries(card.units).map(([unit, rate]) => [unit, formatRate(rate, 1n)])),
    free: card.free,
  };
}

function formatBand(band: PriceBand | undefined): EntryRates {
  const rates: Record<string, string> = {};
  for (const key of PRICE_KEYS) {
    const rate = band?.rates[key];
    if (rate !== undefined) rates[key] = formatRate(rate, 1_000_000n);
  }
  return rates;
}

function formatHours({ startSecond, endSecond }: PriceHours): string {
  const clock = (second: number): string => new Date(second * 1000).toISOString().slice(11, 16);
  return `${clock(startSecond)}-${clock(endSecond)} UTC`;
}
