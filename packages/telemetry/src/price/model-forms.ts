import { findProviderRow } from "./find-provider-row.ts";
import type { ProviderRow } from "./provider-table.ts";

const FINE_TUNE = /^ft:([^:]+)(:.*)?$/;
const AZURE_FINE_TUNE = /^(.+)\.ft-[0-9a-f]+(-.*)?$/;

/**
 * The spellings under which a model id may be listed at a provider, the id itself first. Every rule takes off
 * something that names a place or a route (`models/`, `publishers/x/models/`, the provider's own prefix, `@default`,
 * `:beta`), never a part of the model's name.
 */
export function modelForms(row: ProviderRow, model: string): readonly string[] {
  const id = model.trim().toLowerCase();
  const forms = new Set([id]);
  add(forms, id.replace(/^projects\/[^/]+\/locations\/[^/]+\//, "").replace(/^publishers\/[^/]+\/models\//, ""));
  if (row.id.startsWith("gcp.")) add(forms, id.replace(/^models\//, ""));
  for (const form of Array.from(forms)) {
    const slash = form.indexOf("/");
    if (slash > 0 && isOwnPrefix(row, form.slice(0, slash))) add(forms, form.slice(slash + 1));
  }
  for (const form of Array.from(forms)) {
    add(forms, form.replace(/@(default|latest)$/, ""));
    add(forms, form.replace(/@(\d{3})$/, "-$1"));
    if (row.id === "openrouter") add(forms, form.replace(/:beta$/, ""));
    if (row.id.startsWith("azure.")) add(forms, form.replace(/^gpt-35-/, "gpt-3.5-"));
  }
  return fineTuneForms([...forms]) ?? [...forms];
}

function isOwnPrefix(row: ProviderRow, prefix: string): boolean {
  if (row.vendors?.includes(prefix)) return true;
  const found = findProviderRow(prefix);
  return found.kind === "row" && found.row.id === row.id;
}

/** A fine-tune is listed as `ft:` and its base; it never falls back to the price of the base. */
function fineTuneForms(forms: readonly string[]): readonly string[] | undefined {
  for (const form of forms) {
    const base = FINE_TUNE.exec(form)?.[1] ?? AZURE_FINE_TUNE.exec(form)?.[1];
    if (base !== undefined) return [`ft:${base}`];
  }
  return undefined;
}

function add(forms: Set<string>, form: string): void {
  if (form !== "") forms.add(form);
}
