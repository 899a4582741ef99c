import { applyFallbacks } from "./apply-fallbacks.ts";
import { baseList, type BaseList } from "./base-list.ts";
import { findBedrockModel, findModel, type FoundModel } from "./find-model.ts";
import { modelForms } from "./model-forms.ts";
import {
  type Fallbacks,
  PRICE_KEYS,
  type PriceBand,
  type PriceCard,
  type PriceKey,
  type Rates,
  toRates,
} from "./price-card.ts";
import type { ProviderRow } from "./provider-table.ts";
import { scaleRate, type Rate } from "./rate.ts";

/** Cards of a model in order of precedence; empty when the model is known but not at this service tier. */
export interface BaseCards {
  readonly cards: readonly PriceCard[];
  readonly notBeforeMs: number;
}

/** Looks a model up in the lists of a provider. undefined: no list knows the id. */
export function baseCards(row: ProviderRow, model: string, tier: string): BaseCards | undefined {
  const forms = modelForms(row, model);
  let known: BaseCards | undefined;
  for (const list of row.lists) {
    const lent = list.lends === undefined ? forms : tier === "" ? forms.filter((form) => list.lends?.test(form)) : [];
    if (lent.length === 0) continue;
    const data = baseList(list);
    const free = freeCards(data, lent, tier);
    if (free !== undefined) return free;
    const found = findIn(data, { isBedrock: list.overlay === "aws", forms: lent, tier });
    if (found === undefined) continue;
    const cards = cardsOf(data, found, tier);
    if (cards.length > 0) return { cards, notBeforeMs: found.notBeforeMs };
    known ??= { cards: [], notBeforeMs: found.notBeforeMs };
  }
  return known;
}

/** A free variant counts as declared free only when the list knows it, or the model that it is a variant of. */
function freeCards(data: BaseList, forms: readonly string[], tier: string): BaseCards | undefined {
  for (const form of forms) {
    const free = data.overlay.free(form);
    if (free === undefined) continue;
    const found = findIn(data, { isBedrock: false, forms: [form, free.base], tier });
    if (found !== undefined) return { cards: [free.card], notBeforeMs: found.notBeforeMs };
  }
  return undefined;
}

function findIn(
  data: BaseList,
  search: { isBedrock: boolean; forms: readonly string[]; tier: string },
): FoundModel | undefined {
  const listed = { library: data.library, hasOverlay: (name: string) => data.overlay.has(name, search.tier) };
  if (!search.isBedrock) return findModel(listed, search.forms);
  return search.forms.map((form) => findBedrockModel(listed, form)).find((found) => found !== undefined);
}

function cardsOf(data: BaseList, found: FoundModel, tier: string): readonly PriceCard[] {
  const fallbacks = {
    ...data.overlay.fallbacks,
    write1hTwiceInput: found.tierNames.some((name) => name.includes("claude")),
  };
  const standard = [...overlayCards(data, found.names, ""), ...(found.library?.cards ?? [])];
  const units = standard.find((card) => Object.keys(card.units).length > 0)?.units ?? {};
  const chosen = tier === "" ? standard : tierCards(data, { found, standard, tier });
  return chosen.map((card) => withContext(card, fallbacks, units));
}

function overlayCards(data: BaseList, names: readonly string[], tier: string): readonly PriceCard[] {
  for (const name of names) {
    const cards = data.overlay.cards(name, tier);
    if (cards.length > 0) return cards;
  }
  return [];
}

interface TierRequest {
  readonly found: FoundModel;
  readonly standard: readonly PriceCard[];
  readonly tier: string;
}

function tierCards(data: BaseList, { found, standard, tier }: TierRequest): readonly PriceCard[] {
  const listed = overlayCards(data, found.tierNames, tier);
  if (listed.length > 0) return listed;
  const factor = data.overlay.tierFactor(tier);
  return factor === undefined ? [] : standard.map((card) => scaleCard(card, factor, tier));
}

function scaleCard(card: PriceCard, factor: Rate, tier: string): PriceCard {
  const bands = card.bands.map((band): PriceBand => ({ ...band, rates: scaleRates(band.rates, factor) }));
  return { ...card, bands, modifiers: [tier, ...card.modifiers] };
}

function scaleRates(rates: Rates, factor: Rate): Rates {
  const scaled: Partial<Record<PriceKey, Rate>> = {};
  for (const key of PRICE_KEYS) {
    const rate = rates[key];
    if (rate !== undefined) scaled[key] = scaleRate(rate, factor);
  }
  return toRates(scaled);
}

/** Fees per search or request do not depend on the tier, so a card that lists none has those of the standard tier. */
function withContext(card: PriceCard, fallbacks: Fallbacks, units: PriceCard["units"]): PriceCard {
  return { ...applyFallbacks(card, fallbacks), units: Object.keys(card.units).length > 0 ? card.units : units };
}
