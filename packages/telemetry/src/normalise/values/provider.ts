import { MORE_PROVIDERS, NOT_PROVIDERS, PROVIDERS } from "./providers.ts";

const exact = new Map<string, string>();
const prefixes: (readonly [string, string])[] = [];
for (const [provider, spellings] of [...Object.entries(PROVIDERS), ...Object.entries(MORE_PROVIDERS)]) {
  for (const spelling of spellings) {
    if (spelling.endsWith(".*")) prefixes.push([spelling.slice(0, -1), provider]);
    else exact.set(spelling, provider);
  }
}

/** Canonical provider; the value itself when unknown; null for a framework. */
export function providerOf(value: string): string | null {
  if (NOT_PROVIDERS.has(value)) return null;
  return known(value) ?? value;
}

/** True for a known spelling of a provider. */
export function isProviderName(value: string): boolean {
  return known(value) !== undefined;
}

/** True for a bare provider name, no suffix: `anthropic.claude-3-haiku-20240307-v1:0` is a model of Bedrock. */
export function isBareProviderName(value: string): boolean {
  return exact.has(value) || exact.has(value.toLowerCase());
}

/** What an SDK calls its class for a provider's models: `anthropic_llm`. */
const ROLE_SUFFIX = /[._-](?:llm|chat|completions?|messages|responses|model|client|sdk|api|embeddings?)$/i;

function known(value: string): string | undefined {
  const found = spelled(value);
  return found ?? (ROLE_SUFFIX.test(value) ? spelled(value.replace(ROLE_SUFFIX, "")) : undefined);
}

function spelled(value: string): string | undefined {
  return (
    exact.get(value) ?? prefixes.find(([prefix]) => value.startsWith(prefix))?.[1] ?? exact.get(value.toLowerCase())
  );
}
