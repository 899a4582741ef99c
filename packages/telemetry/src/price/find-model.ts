import { bedrockKey, parseBedrockId, type BedrockId } from "./bedrock-id.ts";
import type { LibraryIndex, LibraryModel } from "./library-index.ts";
import { splitSnapshot, splitStage } from "./snapshot-suffix.ts";

/** A model that is surely meant by an id. */
export interface FoundModel {
  /** Ids whose standard price in the overlay is this model's, best first. */
  readonly names: readonly string[];
  /** Ids whose service tiers in the overlay are this model's, best first. */
  readonly tierNames: readonly string[];
  readonly library: LibraryModel | undefined;
  /** UTC milliseconds before which the id cannot have been called; -Infinity when it says no date. */
  readonly notBeforeMs: number;
}

/** What is known under one price list. */
export interface ListedModels {
  readonly library: LibraryIndex | undefined;
  readonly hasOverlay: (name: string) => boolean;
}

/** Exact ids of all forms first; then dated snapshots of a listed id; then stems with a stage suffix. */
export function findModel(listed: ListedModels, forms: readonly string[]): FoundModel | undefined {
  for (const form of forms) {
    const found = byName(listed, form);
    if (found !== undefined) return found;
  }
  for (const form of forms) {
    const snapshot = splitSnapshot(form);
    const found = snapshot === undefined ? undefined : byName(listed, snapshot.base);
    if (found !== undefined && snapshot !== undefined) return { ...found, notBeforeMs: snapshot.dateMs };
    const staged = splitStage(snapshot?.base ?? form);
    const stem = staged === undefined ? undefined : listed.library?.byStem.get(staged.base);
    if (listed.library !== undefined && stem !== undefined) {
      const notBeforeMs = Math.max(snapshot?.dateMs ?? -Infinity, staged?.dateMs ?? -Infinity);
      return { ...fromLibrary(listed.library, stem, snapshot?.base ?? form), notBeforeMs };
    }
  }
  return undefined;
}

function byName(listed: ListedModels, name: string): FoundModel | undefined {
  const index = listed.library;
  const model = index?.byId.get(name) ?? index?.byStem.get(name);
  if (index !== undefined && model !== undefined) return fromLibrary(index, model, name);
  return listed.hasOverlay(name)
    ? { names: [name], tierNames: [name], library: undefined, notBeforeMs: -Infinity }
    : undefined;
}

/** Aliases of one library model share its tiers by the undated id, and never each other's overlay prices. */
function fromLibrary(index: LibraryIndex, library: LibraryModel, name: string): FoundModel {
  const undated = splitSnapshot(name)?.base;
  const shared = undated !== undefined && index.byId.get(undated) === library ? [undated] : [];
  return { names: [name], tierNames: [name, ...shared, library.id.toLowerCase()], library, notBeforeMs: -Infinity };
}

/** The same for Bedrock, where a region prefix is part of the price and a version part of the name. */
export function findBedrockModel(listed: ListedModels, model: string): FoundModel | undefined {
  const id = parseBedrockId(model.trim().replace(/^(aws[._-])?bedrock(_converse)?\//i, ""));
  if (id === undefined) return undefined;
  const names = [bedrockKey(id)];
  if (id.scope !== "" && id.scope !== "global") names.push(bedrockKey({ ...id, scope: "" }));
  const library = listed.library === undefined ? undefined : findInRegions(listed.library, id);
  const known = library !== undefined || names.some(listed.hasOverlay);
  return known
    ? { names, tierNames: names, library, notBeforeMs: splitSnapshot(id.base)?.dateMs ?? -Infinity }
    : undefined;
}

function findInRegions(index: LibraryIndex, id: BedrockId): LibraryModel | undefined {
  const regions = bedrockRegions(index);
  const scopes = id.scope === "global" ? ["global"] : id.scope === "" ? ["", "*"] : [id.scope, "*", ""];
  const bases = [id.base, splitSnapshot(id.base)?.base, id.base.replace(/^anthropic\./, "")];
  for (const base of bases) {
    for (const scope of scopes) {
      const entry = regions.get(`${scope}|${base}`);
      if (entry?.versions.has(id.version)) return entry.model;
    }
  }
  return undefined;
}

interface RegionEntry {
  readonly model: LibraryModel;
  readonly versions: Set<string>;
}

const REGIONS = new WeakMap<LibraryIndex, ReadonlyMap<string, RegionEntry>>();

function bedrockRegions(index: LibraryIndex): ReadonlyMap<string, RegionEntry> {
  const known = REGIONS.get(index);
  if (known !== undefined) return known;
  const regions = new Map<string, RegionEntry>();
  for (const model of index.models) addRegions(regions, model);
  REGIONS.set(index, regions);
  return regions;
}

/** A rule without a region prefix means every region, unless other rules of the model do name regions. */
function addRegions(regions: Map<string, RegionEntry>, model: LibraryModel): void {
  const ids = [...model.exact, ...model.stems]
    .filter((rule) => !rule.startsWith("regional."))
    .map(parseBedrockId)
    .filter((id): id is BedrockId => id !== undefined);
  const own = parseBedrockId(model.id.replace(/^regional\./, ""));
  const versions = new Set(["", "-v1", ...ids.map((id) => id.version), own?.version ?? ""]);
  const named = ids.some((id) => id.scope !== "");
  for (const { scope, base } of ids) {
    const key = `${scope === "" && !named ? "*" : scope}|${base}`;
    if (!regions.has(key)) regions.set(key, { model, versions });
  }
}
