import type { SpanFacts } from "../dialect.ts";
import { text } from "../parse/text.ts";
import { EMITTERS, type Emitter } from "./emitters.ts";
import type { ProviderFamily } from "./token-evidence.ts";

const REMEMBERED_SCOPES = 500;
const byScope = new Map<string, readonly Emitter[]>();

/** The first entry of the emitter table that fits this span; undefined when nobody knows the emitter. */
export function findEmitter(facts: SpanFacts, family: ProviderFamily): Emitter | undefined {
  const ofScope = fitting(facts.scopeName, facts, family);
  return ofScope ?? (facts.attributes.has("ai.operationId") ? fitting(AI_SDK, facts, family) : undefined);
}

/** The AI SDK's spans carry the name of the application's own tracer when they are given one. */
const AI_SDK = "ai";

function fitting(scopeName: string, facts: SpanFacts, family: ProviderFamily): Emitter | undefined {
  return candidates(scopeName).find(
    (emitter) =>
      (emitter.spanName?.test(facts.name) ?? true) &&
      (emitter.has === undefined || facts.attributes.has(emitter.has)) &&
      (emitter.families?.includes(family) ?? true) &&
      (emitter.aiSdkUpTo === undefined || aiSdkMajor(facts) <= emitter.aiSdkUpTo),
  );
}

function candidates(scopeName: string): readonly Emitter[] {
  const known = byScope.get(scopeName);
  if (known !== undefined) return known;
  const found = EMITTERS.filter((emitter) => emitter.scope?.test(scopeName) ?? true);
  if (byScope.size < REMEMBERED_SCOPES) byScope.set(scopeName, found);
  return found;
}

/** From 6 on every span gives the disjoint details, so their absence is evidence of an older version. */
function aiSdkMajor(facts: SpanFacts): number {
  const agent = facts.attributes.get("ai.request.headers.user-agent");
  const version = typeof agent === "string" ? /\bai\/(\d+)\./.exec(agent)?.[1] : facts.attributes.get("ai.sdk.version");
  const major = Number.parseInt(text(version) ?? "", 10);
  if (!Number.isNaN(major)) return major;
  return facts.attributes.has("ai.usage.inputTokenDetails.noCacheTokens") ? 6 : 5;
}
