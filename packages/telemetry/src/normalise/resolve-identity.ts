import type { Dimensions, Identity } from "../call.ts";
import type { Level } from "./dialect.ts";
import type { Field } from "./precedence/index.ts";
import type { Evidence } from "./evidence.ts";
import { label } from "./parse/label.ts";

const FIELDS = [
  ["environment", "environment"],
  ["service", "service_name"],
  ["feature", "feature"],
  ["tenant", "tenant_id"],
  ["user", "user_id"],
  ["session", "session_id"],
  ["agent", "agent_name"],
  ["workflow", "workflow_name"],
  ["promptName", "prompt_name"],
  ["promptVersion", "prompt_version"],
] as const satisfies readonly (readonly [keyof Dimensions, Field])[];

type Mutable = { -readonly [Key in keyof Dimensions]?: string };

/** Who and what the span belongs to, kept apart by who said it; resolution over the trace happens later. */
export function resolveIdentity(
  evidence: Evidence,
  extra: { readonly tenantKeys: readonly string[]; readonly agent: string },
): Identity {
  const found: Record<Level, Mutable> = { own: {}, trace: {}, resource: {}, derived: {} };
  for (const [dimension, field] of FIELDS) {
    for (const hit of evidence.hits(field)) {
      const level = found[hit.slot.level];
      if (level[dimension] !== undefined) continue;
      const value = evidence.value(hit, label);
      if (value !== undefined) level[dimension] = value;
    }
  }
  conversation(evidence, found);
  configuredTenant(evidence, { found, tenantKeys: extra.tenantKeys });
  if (found.own.agent === undefined && extra.agent !== "") found.own.agent = extra.agent;
  const route = rootRoute(evidence);
  if (route !== undefined) found.derived.feature ??= route;
  return found;
}

/** A chat thread stands in for the session where the application names none. */
function conversation(evidence: Evidence, found: Record<Level, Mutable>): void {
  if (found.own.session !== undefined || !evidence.has("conversation_id")) return;
  const thread = evidence.read("conversation_id", label)?.value;
  if (thread !== undefined) found.own.session = thread;
}

function configuredTenant(
  evidence: Evidence,
  given: { readonly found: Record<Level, Mutable>; readonly tenantKeys: readonly string[] },
): void {
  for (const key of given.tenantKeys) {
    const tenant = label(evidence.facts.attributes.get(key));
    if (tenant === undefined) continue;
    given.found.own.tenant = tenant;
    return;
  }
}

function rootRoute(evidence: Evidence): string | undefined {
  if (!evidence.facts.isRoot) return undefined;
  return label(evidence.facts.attributes.get("http.route") ?? evidence.facts.attributes.get("next.route"));
}
