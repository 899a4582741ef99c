import type { Evidence } from "./evidence.ts";
import { text } from "./parse/text.ts";
import { isProviderName, providerOf } from "./values/provider.ts";
import { PROVIDER_BY_HOST, PROVIDER_BY_MODEL } from "./values/providers.ts";

const HOST_KEYS = ["server.address", "gen_ai.openai.api_base", "url.full"];
const REMEMBERED_MODELS = 2_000;
const byModel = new Map<string, string>();

/** Who serves the model; "" when nothing says it. Frameworks and the service's own name are no providers. */
export function resolveProvider(
  evidence: Evidence,
  given: { readonly model: string; readonly service: string },
): string {
  let unknown = "";
  for (const hit of evidence.hits("provider")) {
    const value = evidence.value(hit, text);
    if (value === undefined) continue;
    const provider = providerOf(value);
    if (provider === null || value === given.service) continue;
    // OpenAI's SDK speaks to many: its tracers name the SDK, the host says who answers (OTel GenAI, provider name).
    if (isProviderName(value)) return provider === "openai" ? (byHost(evidence) ?? provider) : provider;
    if (unknown === "") unknown = provider;
  }
  if (unknown !== "") return unknown;
  return byHost(evidence) ?? (given.model === "" ? "" : inferByModel(given.model));
}

function byHost(evidence: Evidence): string | undefined {
  for (const key of HOST_KEYS) {
    const host = text(evidence.facts.attributes.get(key));
    const found = host === undefined ? undefined : PROVIDER_BY_HOST.find(([part]) => host.includes(part));
    if (found !== undefined) return found[1];
  }
  return undefined;
}

function inferByModel(model: string): string {
  const known = byModel.get(model);
  if (known !== undefined) return known;
  const found = PROVIDER_BY_MODEL.find(([pattern]) => pattern.test(model))?.[1] ?? "";
  if (byModel.size < REMEMBERED_MODELS) byModel.set(model, found);
  return found;
}
