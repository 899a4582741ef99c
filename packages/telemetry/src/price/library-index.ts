import { findProvider, type MatchLogic, type ModelInfo } from "@pydantic/genai-prices";
import { libraryCards } from "./library-cards.ts";
import type { PriceCard } from "./price-card.ts";

/** A model of genai-prices with every id that surely means it. */
export interface LibraryModel {
  readonly providerId: string;
  readonly id: string;
  /** Lower-case ids that mean exactly this model: its own id and the library's `equals` rules. */
  readonly exact: readonly string[];
  /** Lower-case stems of the library's prefix and substring rules. Alone, or with a dated or stage suffix. */
  readonly stems: readonly string[];
  readonly cards: readonly PriceCard[];
}

export interface LibraryIndex {
  readonly byId: ReadonlyMap<string, LibraryModel>;
  readonly byStem: ReadonlyMap<string, LibraryModel>;
  readonly models: readonly LibraryModel[];
}

/**
 * Index of one provider of genai-prices. The library matches by prefix, substring and regular expression, which
 * prices lookalikes (`gpt-4o-audio-preview-custom`); here such a rule only contributes its literal text as a stem.
 * @throws Error when the pinned library no longer has the provider
 */
export function libraryIndex(providerId: string): LibraryIndex {
  const provider = findProvider({ providerId });
  if (provider?.id !== providerId) throw new Error(`genai-prices has no provider "${providerId}"`);
  const byId = new Map<string, LibraryModel>();
  const byStem = new Map<string, LibraryModel>();
  const models = provider.models.map((model) => readModel(providerId, model));
  for (const model of models) {
    for (const id of model.exact) if (!byId.has(id)) byId.set(id, model);
    for (const stem of model.stems) if (!byStem.has(stem)) byStem.set(stem, model);
  }
  return { byId, byStem, models };
}

function readModel(providerId: string, model: ModelInfo): LibraryModel {
  const exact = new Set([model.id.toLowerCase()]);
  const stems = new Set<string>();
  collect(model.match, exact, stems);
  return { providerId, id: model.id, exact: [...exact], stems: [...stems], cards: libraryCards(providerId, model) };
}

function collect(match: MatchLogic, exact: Set<string>, stems: Set<string>): void {
  if ("or" in match) for (const rule of match.or) collect(rule, exact, stems);
  else if ("and" in match) for (const rule of match.and) collect(rule, exact, stems);
  else if ("equals" in match) exact.add(match.equals.toLowerCase());
  else if ("starts_with" in match) stems.add(trimStem(match.starts_with));
  else if ("contains" in match) stems.add(trimStem(match.contains));
  else if ("ends_with" in match) stems.add(trimStem(match.ends_with));
}

function trimStem(literal: string): string {
  return literal.toLowerCase().replace(/[-@.]+$/, "");
}
