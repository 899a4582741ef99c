import type { Evidence } from "../evidence.ts";
import { decimal } from "../parse/decimal.ts";

const PREFIX = "spanledger.usage.";
const NAMES: Readonly<Record<string, string>> = {
  "gen_ai.usage.input_chars": "character",
  "gen_ai.usage.audio_seconds": "second",
  "gen_ai.request.audio_duration": "second",
};

/** Non-token units: seconds, characters, images, searches, by the unit's name. */
export function readUnits(
  evidence: Evidence,
  fromBody: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  if (!evidence.has("units")) return fromBody;
  const units: Record<string, number> = { ...fromBody };
  for (const { value, slot } of evidence.readAll("units", decimal)) {
    const name = NAMES[slot.key] ?? (slot.key.startsWith(PREFIX) ? slot.key.slice(PREFIX.length) : undefined);
    if (name !== undefined && value > 0 && !Object.hasOwn(units, name)) units[name] = value;
  }
  return units;
}
