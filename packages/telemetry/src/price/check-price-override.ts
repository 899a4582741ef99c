import { entryToCard } from "./entry-to-card.ts";
import { PRICE_KEYS } from "./price-card.ts";
import type { PriceOverride } from "./price-entry.ts";
import { PriceFormatError } from "./rate.ts";

/** What is wrong with an override, in sentences for the person who typed it; empty when it can be used. */
export function checkPriceOverride(override: PriceOverride): readonly string[] {
  const problems: string[] = [];
  if (override.models.every((model) => model.trim() === ""))
    problems.push("Name at least one model, spelled as your calls send it.");
  const hasPrice =
    PRICE_KEYS.some((key) => override[key] !== undefined) || Object.keys(override.units ?? {}).length > 0;
  if (!hasPrice && override.free !== true) problems.push("Give at least one price, or mark the model as free.");
  if (hasPrice && override.free === true)
    problems.push("A free model cannot have a price as well. Remove one of the two.");
  if (override.above?.some((band) => !Number.isSafeInteger(band.tokens) || band.tokens <= 0) === true) {
    problems.push("A long-context price needs a whole number of tokens above 0 from which it holds.");
  }
  try {
    const card = entryToCard(override, { id: override.id, source: "override", version: "" });
    if (card.fromMs >= card.untilMs)
      problems.push("The price ends before it starts. Choose a later end, or leave it open.");
  } catch (error) {
    if (!(error instanceof PriceFormatError)) throw error;
    problems.push(error.message);
  }
  return problems;
}
