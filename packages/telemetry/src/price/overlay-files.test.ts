import { readdirSync, readFileSync } from "node:fs";
import { waitForUpdate } from "@pydantic/genai-prices";
import { describe, expect, test } from "vitest";
import { checkPriceOverride } from "./check-price-override.ts";
import { LIBRARY } from "./library-cards.ts";
import { libraryIndex } from "./library-index.ts";
import { OVERLAY_FILES, OVERLAY_VERSION } from "./overlay/index.ts";
import { PRICE_KEYS } from "./price-card.ts";
import { PROVIDERS } from "./provider-table.ts";
import { serviceTier } from "./service-tier.ts";

const FIELDS = new Set<string>([
  "models",
  "tier",
  "from",
  "until",
  "hours",
  "free",
  "above",
  "units",
  "source",
  "date",
  ...PRICE_KEYS,
]);

describe.each(OVERLAY_FILES)("overlay/$provider.json", (file) => {
  test("every entry can be read, says its source, and was read on a day", () => {
    for (const entry of file.entries) {
      expect(Object.keys(entry).filter((field) => !FIELDS.has(field))).toEqual([]);
      expect(checkPriceOverride({ ...entry, id: entry.models.join(), provider: file.provider })).toEqual([]);
      expect(entry.source).not.toBe("");
      expect(entry.date).toMatch(/^202\d-\d{2}-\d{2}$/);
      expect(entry.date <= OVERLAY_VERSION).toBe(true);
    }
  });

  test("no entry stands behind a tier that calls cannot name", () => {
    const tiers = file.entries.flatMap(({ tier }) => tier ?? []);
    expect(tiers.map(serviceTier)).toEqual(tiers);
  });

  test("a model has one price at a time and tier", () => {
    const seen = new Set<string>();
    const twice: string[] = [];
    for (const entry of file.entries) {
      for (const model of entry.models) {
        const key = [model.toLowerCase(), entry.tier, entry.from, entry.hours?.start].join("|");
        if (seen.has(key)) twice.push(key);
        seen.add(key);
      }
    }
    expect(twice).toEqual([]);
  });

  test("belongs to a provider of the table", () => {
    expect(PROVIDERS.some((row) => row.lists.some((list) => list.overlay === file.provider))).toBe(true);
  });
});

test("every file of the folder is in use, under its own name", () => {
  const files = readdirSync(new URL("./overlay", import.meta.url)).filter((name) => name.endsWith(".json"));
  expect(OVERLAY_FILES.map(({ provider }) => `${provider}.json`).sort()).toEqual(files.sort());
});

describe("the library", () => {
  test("is the version that price references name", () => {
    const manifest = new URL("../../node_modules/@pydantic/genai-prices/package.json", import.meta.url);
    expect((JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version).toBe(LIBRARY.version);
  });

  test("has no provider that the table leaves out", async () => {
    const providers = (await waitForUpdate()) ?? [];
    const listed = new Set(PROVIDERS.flatMap((row) => row.lists.map((list) => list.library)));
    expect(providers.map((provider) => provider.id).filter((id) => !listed.has(id))).toEqual([]);
  });

  test("has whole pico-dollars per token for all prices but thirds", async () => {
    const providers = (await waitForUpdate()) ?? [];
    const rates = providers.flatMap(({ id }) =>
      libraryIndex(id).models.flatMap((model) =>
        model.cards.flatMap((card) =>
          card.bands.flatMap((band) =>
            PRICE_KEYS.flatMap((key) => band.rates[key] ?? []).map((rate) => ({ id: card.id, rate })),
          ),
        ),
      ),
    );
    expect(rates.length).toBeGreaterThan(3000);
    const fractions = rates.filter(({ rate }) => rate.denominator !== 1n);
    expect(fractions.length).toBeLessThan(10);
    expect(fractions.every(({ id }) => /^openrouter\/~?google\//.test(id))).toBe(true);
  });

  test("contributes no price announced for a day after it was published", () => {
    const announced = libraryIndex("google")
      .models.flatMap((model) => model.cards)
      .filter((card) => card.effectiveFrom > LIBRARY.published);
    expect(announced).toEqual([]);
  });
});
