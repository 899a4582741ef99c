import { NOT_PROVIDERS, PROVIDERS, type ProviderRow } from "./provider-table.ts";

/** `none`: the name says nothing, so the model id may decide. */
export type FoundProvider = { readonly kind: "row"; readonly row: ProviderRow } | { readonly kind: "unknown" | "none" };

const EXACT = new Map<string, ProviderRow>();
const PREFIX = new Map<string, ProviderRow>();
for (const row of PROVIDERS) {
  for (const spelling of [row.id.replaceAll("_", "-"), ...row.spellings]) {
    if (spelling.endsWith(".*")) PREFIX.set(spelling.slice(0, -2), row);
    EXACT.set(spelling.replace(/\.\*$/, ""), row);
  }
}

/** The provider that a name in any known spelling means (`azure_openai`, `az.ai.openai`, `google.vertex.chat`, ...). */
export function findProviderRow(name: string): FoundProvider {
  const spelling = name.trim().toLowerCase().replaceAll("_", "-").replaceAll(" ", "-");
  if (spelling === "" || NOT_PROVIDERS.has(spelling)) return { kind: "none" };
  const row = EXACT.get(spelling) ?? findPrefix(spelling);
  return row === undefined ? { kind: "unknown" } : { kind: "row", row };
}

function findPrefix(spelling: string): ProviderRow | undefined {
  for (let dot = spelling.lastIndexOf("."); dot > 0; dot = spelling.lastIndexOf(".", dot - 1)) {
    const row = PREFIX.get(spelling.slice(0, dot));
    if (row !== undefined) return row;
  }
  return undefined;
}
