import { baseCards, type BaseCards } from "./base-cards.ts";
import { cacheTimelines } from "./cache-timelines.ts";
import { entryToCard } from "./entry-to-card.ts";
import { findProviderRow } from "./find-provider-row.ts";
import { inferProviderRow } from "./infer-provider-row.ts";
import { LIBRARY } from "./library-cards.ts";
import { OVERLAY_VERSION } from "./overlay/index.ts";
import type { PriceCard } from "./price-card.ts";
import { modelForms } from "./model-forms.ts";
import type { ModelAlias, PriceOverride } from "./price-entry.ts";
import type { PriceSubject, PriceTimeline } from "./price-timeline.ts";
import { serviceTier } from "./service-tier.ts";

export interface PriceBookOptions {
  readonly overrides?: readonly PriceOverride[];
  readonly aliases?: readonly ModelAlias[];
  /** Own names for providers, e.g. { "my-gateway": "openai" }. Keys are compared without case. */
  readonly providerAliases?: Readonly<Record<string, string>>;
}

/** The prices of one project: its overrides over the overlay over the library. Immutable. */
export interface PriceBook {
  /** e.g. `genai-prices 0.1.8, overlay 2026-11-21`. */
  readonly version: string;
  timeline(subject: PriceSubject): PriceTimeline;
}

/** Providers that serve the models of others, so that their name in front of an id can only be a route. */
const HOSTS: ReadonlySet<string> = new Set([
  "openrouter",
  "aws.bedrock",
  "azure.ai.openai",
  "azure.ai.inference",
  "gcp.vertex_ai",
  "together",
  "fireworks",
  "groq",
]);

interface CompiledOverride {
  readonly provider: string;
  readonly region: string;
  readonly tier: string;
  readonly models: ReadonlySet<string>;
  readonly card: PriceCard;
}

interface Layers {
  readonly overrides: readonly CompiledOverride[];
  readonly aliases: ReadonlyMap<string, ModelAlias>;
  readonly providerAliases: ReadonlyMap<string, string>;
}

/**
 * Timelines are looked up once per subject and kept in a bounded map.
 * @throws PriceFormatError when an override cannot be read; check it with `checkPriceOverride` first
 */
export function createPriceBook(options: PriceBookOptions = {}): PriceBook {
  const layers = compile(options);
  return {
    version: `${LIBRARY.name} ${LIBRARY.version}, overlay ${OVERLAY_VERSION}`,
    timeline: cacheTimelines((subject) => lookUp(layers, subject)),
  };
}

function compile({ overrides = [], aliases = [], providerAliases = {} }: PriceBookOptions): Layers {
  return {
    overrides: overrides.map(compileOverride).sort((a, b) => b.card.fromMs - a.card.fromMs || 0),
    aliases: new Map(aliases.map((alias) => [`${providerId(alias.provider)}|${alias.alias.toLowerCase()}`, alias])),
    providerAliases: new Map(Object.entries(providerAliases).map(([name, target]) => [name.toLowerCase(), target])),
  };
}

function compileOverride(override: PriceOverride): CompiledOverride {
  const version = override.id;
  const card = entryToCard(override, {
    id: `${override.provider || "any"}/${override.models[0] ?? ""}`,
    source: "override",
    version,
  });
  return {
    provider: providerId(override.provider),
    region: override.region ?? "",
    tier: override.tier === "*" ? "*" : serviceTier(override.tier ?? ""),
    models: new Set(override.models.map((model) => model.trim().toLowerCase())),
    card,
  };
}

/** Ids in use have well under 100 characters; a longer one is no model, and would only fill the memory. */
const MAX_ID_LENGTH = 512;

/** Overrides of either model come first; then the list price of the model that answered, then of the one asked for. */
function lookUp(layers: Layers, subject: PriceSubject): PriceTimeline {
  const models = [subject.responseModel.trim(), subject.requestModel.trim()].filter((model) => model !== "");
  if (models.length === 0) return { reason: "no_model" };
  const provider = layers.providerAliases.get(subject.provider.toLowerCase()) ?? subject.provider;
  const candidates = models
    .filter((model) => model.length <= MAX_ID_LENGTH)
    .map((model) => lookUpModel(layers, { ...subject, provider }, model));
  const overrides = candidates.flatMap((candidate) => candidate.overrides);
  const base = candidates.find((candidate) => candidate.base !== undefined)?.base;
  const cards = [...overrides, ...(base?.cards ?? [])];
  if (cards.length > 0) {
    return { cards, notBeforeMs: overrides.length > 0 ? -Infinity : (base?.notBeforeMs ?? -Infinity) };
  }
  if (base !== undefined) return { reason: "missing_bucket_price" };
  const isUnlisted = candidates.length > 0 && candidates.every((candidate) => !candidate.isListed);
  return { reason: isUnlisted ? "unknown_provider" : "unknown_model" };
}

interface Candidate {
  readonly overrides: readonly PriceCard[];
  /** undefined: no list knows the model. */
  readonly base: BaseCards | undefined;
  /** The provider has a price list, or none was named. */
  readonly isListed: boolean;
}

function lookUpModel(layers: Layers, subject: PriceSubject, model: string): Candidate {
  const alias = findAlias(layers, subject.provider, model);
  const listedModel = alias?.model ?? model;
  const provider = alias?.modelProvider ?? subject.provider;
  const tier = serviceTier(subject.serviceTier);
  const found = findProviderRow(provider);
  const inferred = found.kind === "none" ? inferProviderRow(listedModel) : undefined;
  const row = found.kind === "row" ? found.row : inferred?.row;
  const names = [model, listedModel, ...(row === undefined ? [] : modelForms(row, listedModel))];
  return {
    overrides: layers.overrides
      .filter((override) => applies(override, { ...subject, provider, serviceTier: tier }, names))
      .map((override) => override.card),
    base: (row && baseCards(row, inferred?.model ?? listedModel, tier)) ?? routedCards(listedModel, tier),
    isListed: found.kind === "none" || (row !== undefined && row.lists.length > 0),
  };
}

/** `openrouter/openai/gpt-4o` or `bedrock/...` names the host in the id, whatever client library made the call. */
function routedCards(model: string, tier: string): BaseCards | undefined {
  const slash = model.indexOf("/");
  const host = slash > 0 ? findProviderRow(model.slice(0, slash)) : undefined;
  return host?.kind === "row" && HOSTS.has(host.row.id) ? baseCards(host.row, model.slice(slash + 1), tier) : undefined;
}

function applies(override: CompiledOverride, subject: PriceSubject, models: readonly string[]): boolean {
  return (
    models.some((model) => override.models.has(model.toLowerCase())) &&
    (override.provider === "" || override.provider === providerId(subject.provider)) &&
    (override.tier === "*" || override.tier === subject.serviceTier) &&
    (override.region === "" || override.region === subject.region)
  );
}

function findAlias(layers: Layers, provider: string, model: string): ModelAlias | undefined {
  const name = model.toLowerCase();
  return layers.aliases.get(`${providerId(provider)}|${name}`) ?? layers.aliases.get(`|${name}`);
}

function providerId(name: string): string {
  const found = findProviderRow(name);
  return found.kind === "row" ? found.row.id : name.trim().toLowerCase();
}
