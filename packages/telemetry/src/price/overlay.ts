import { bedrockKey, parseBedrockId } from "./bedrock-id.ts";
import { entryToCard } from "./entry-to-card.ts";
import { OVERLAY_FILES } from "./overlay/index.ts";
import { NO_FALLBACKS, type Fallbacks, type PriceCard } from "./price-card.ts";
import type { PriceEntry } from "./price-entry.ts";
import { parseRate, type Rate } from "./rate.ts";

/** An entry of price/overlay/*.json: a price, who says so, and when it was read. */
export interface OverlayEntry extends PriceEntry {
  readonly source: string;
  /** ISO date on which the source was read. */
  readonly date: string;
}

/** A documented rule of a provider for a service tier: the list price times a factor, for every model it lists. */
export interface TierRule {
  readonly tier: string;
  readonly factor: string;
  readonly source: string;
  readonly date: string;
}

export interface OverlayFile {
  readonly provider: string;
  /** A suffix that makes any listed model free, e.g. `:free` at OpenRouter. */
  readonly freeSuffix?: { readonly suffix: string; readonly source: string; readonly date: string };
  readonly entries: readonly OverlayEntry[];
  readonly tierRules?: readonly TierRule[];
  readonly fallbacks?: Partial<Fallbacks>;
}

export interface OverlayCard {
  readonly model: string;
  readonly tier: string;
  readonly card: PriceCard;
}

export interface Overlay {
  /** Whether a standard price, or one at the tier, is listed under the name. */
  has(name: string, tier: string): boolean;
  /** Cards of a model at a tier ("" is standard), in order of precedence. */
  cards(name: string, tier: string): readonly PriceCard[];
  /** Everything listed, for browsing. */
  readonly listed: readonly OverlayCard[];
  tierFactor(tier: string): Rate | undefined;
  readonly fallbacks: Fallbacks;
  /** The card of a model that carries the provider's suffix for free models, and the id without the suffix. */
  free(name: string): { readonly base: string; readonly card: PriceCard } | undefined;
}

/** The overlay of a provider; an empty one when it has no file. */
export function overlay(provider: string): Overlay {
  const file = OVERLAY_FILES.find((candidate) => candidate.provider === provider);
  const byName = new Map<string, Map<string, PriceCard[]>>();
  for (const entry of file?.entries ?? []) addEntry(byName, provider, entry);
  for (const tiers of byName.values())
    for (const cards of tiers.values()) cards.sort((a, b) => precedence(b) - precedence(a));
  const factors = new Map(file?.tierRules?.map((rule) => [rule.tier, unitFactor(rule.factor)]) ?? []);
  return {
    has: (name, tier) => byName.get(name)?.has("") === true || byName.get(name)?.has(tier) === true,
    cards: (name, tier) => byName.get(name)?.get(tier) ?? [],
    listed: [...byName].flatMap(([model, tiers]) =>
      [...tiers].flatMap(([tier, cards]) => cards.map((card) => ({ model, tier, card }))),
    ),
    tierFactor: (tier) => factors.get(tier),
    fallbacks: { ...NO_FALLBACKS, ...file?.fallbacks },
    free: (name) => freeCard(file, name),
  };
}

function freeCard(
  file: OverlayFile | undefined,
  name: string,
): { readonly base: string; readonly card: PriceCard } | undefined {
  if (file?.freeSuffix === undefined || !name.endsWith(file.freeSuffix.suffix)) return undefined;
  const origin = { id: `${file.provider}/${name}`, source: "overlay", version: file.freeSuffix.date };
  return {
    base: name.slice(0, -file.freeSuffix.suffix.length),
    card: entryToCard({ models: [name], free: true }, origin),
  };
}

function addEntry(byName: Map<string, Map<string, PriceCard[]>>, provider: string, entry: OverlayEntry): void {
  for (const model of entry.models) {
    const name = overlayName(provider, model);
    const card = entryToCard(entry, { id: `${provider}/${model}`, source: "overlay", version: entry.date });
    const tiers = byName.get(name) ?? new Map<string, PriceCard[]>();
    const tier = entry.tier ?? "";
    tiers.set(tier, [...(tiers.get(tier) ?? []), card]);
    byName.set(name, tiers);
  }
}

function overlayName(provider: string, model: string): string {
  const id = provider === "aws" ? parseBedrockId(model) : undefined;
  return id === undefined ? model.toLowerCase() : bedrockKey(id);
}

/** Later starts win; at the same start a price for some hours wins over one for the whole day. */
function precedence(card: PriceCard): number {
  const start = card.fromMs === -Infinity ? 0 : card.fromMs;
  return start + (card.hours === null ? 0 : 1);
}

function unitFactor(factor: string): Rate {
  const { numerator, denominator } = parseRate(factor, 1n);
  return { numerator, denominator: denominator * 10n ** 12n, whole: 0 };
}
