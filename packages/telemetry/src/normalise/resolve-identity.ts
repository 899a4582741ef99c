import type { Dimensions, Identity } from "../call.ts";
import type { Level } from "./dialect.ts";
import type { Field } from "./precedence/index.ts";
import type { Evidence, SpanEvidence } from "./evidence.ts";
import { label } from "./parse/label.ts";
import { remember } from "./remember/remember.ts";

/** Few values, which come again and again. */
const STEADY = [
  ["environment", "environment"],
  ["service", "service_name"],
  ["feature", "feature"],
  ["agent", "agent_name"],
  ["workflow", "workflow_name"],
  ["promptName", "prompt_name"],
  ["promptVersion", "prompt_version"],
] as const satisfies readonly (readonly [keyof Dimensions, Field])[];
/** As many values as an application has customers. */
const MOVING = [
  ["tenant", "tenant_id"],
  ["user", "user_id"],
  ["session", "session_id"],
] as const satisfies readonly (readonly [keyof Dimensions, Field])[];
/** In this order they are stored. */
const ORDER: readonly (keyof Dimensions)[] = [
  "environment",
  "service",
  "feature",
  "tenant",
  "user",
  "session",
  "agent",
  "workflow",
  "promptName",
  "promptVersion",
];

type Mutable = { -readonly [Key in keyof Dimensions]?: string };
type Said = Record<Level, Mutable>;

interface Steady {
  readonly said: Readonly<Said>;
  /** Path of the request, the weakest name of a feature. */
  readonly route: string | undefined;
  /** The identity that was made last from it: spans of one trace come together and have one. */
  last: { readonly moving: readonly (string | undefined)[]; readonly identity: Identity } | null;
}

/** Who and what the span belongs to, kept apart by who said it; resolution over the trace happens later. */
export function resolveIdentity(
  evidence: SpanEvidence,
  extra: { readonly tenantKeys: readonly string[]; readonly agent: string },
): Identity {
  const steady = readSteady(evidence);
  const moving = readMoving(evidence, extra);
  const { last } = steady;
  if (last !== null && areEqual(last.moving, moving)) return last.identity;
  const identity = identityOf(steady, moving);
  steady.last = { moving, identity };
  return identity;
}

const readSteady = remember((evidence): Steady => {
  const said: Said = { own: {}, trace: {}, resource: {}, derived: {} };
  for (const [dimension, field] of STEADY) {
    for (const hit of evidence.hits(field)) {
      const level = said[hit.slot.level];
      if (level[dimension] !== undefined) continue;
      const value = evidence.value(hit, label);
      if (value !== undefined) level[dimension] = value;
    }
  }
  return { said, route: rootRoute(evidence), last: null };
});

const LEVELS: readonly Level[] = ["own", "trace", "resource", "derived"];
/** Behind the moving dimensions of each level: the chat thread, the tenant by the project's own key, the agent. */
const THREAD = LEVELS.length * MOVING.length;
const TENANT = THREAD + 1;
const AGENT = THREAD + 2;
const NOTHING_SAID: readonly (string | undefined)[] = Array.from({ length: AGENT + 1 });

function readMoving(
  evidence: SpanEvidence,
  extra: { readonly tenantKeys: readonly string[]; readonly agent: string },
): readonly (string | undefined)[] {
  let moving: (string | undefined)[] | undefined;
  for (let index = 0; index < MOVING.length; index++) {
    const [, field] = MOVING[index] ?? MOVING[0];
    if (!evidence.has(field)) continue;
    for (const hit of evidence.hits(field)) {
      const place = LEVELS.indexOf(hit.slot.level) * MOVING.length + index;
      if (moving?.[place] !== undefined) continue;
      const value = evidence.value(hit, label);
      if (value !== undefined) (moving ??= [...NOTHING_SAID])[place] = value;
    }
  }
  if (evidence.has("conversation_id")) {
    const thread = evidence.read("conversation_id", label)?.value;
    if (thread !== undefined) (moving ??= [...NOTHING_SAID])[THREAD] = thread;
  }
  const tenant = extra.tenantKeys.length === 0 ? undefined : configuredTenant(evidence, extra.tenantKeys);
  if (tenant !== undefined) (moving ??= [...NOTHING_SAID])[TENANT] = tenant;
  if (extra.agent !== "") (moving ??= [...NOTHING_SAID])[AGENT] = extra.agent;
  return moving ?? NOTHING_SAID;
}

function areEqual(left: readonly (string | undefined)[], right: readonly (string | undefined)[]): boolean {
  if (left === right) return true;
  for (let index = 0; index < left.length; index++) if (left[index] !== right[index]) return false;
  return true;
}

function identityOf({ said, route }: Steady, moving: readonly (string | undefined)[]): Identity {
  const [own, trace, resource, derived] = LEVELS.map((level, index) =>
    levelOf(said[level], moving.slice(index * MOVING.length, (index + 1) * MOVING.length)),
  ) as [Mutable, Mutable, Mutable, Mutable];
  // A chat thread stands in for the session where the application names none.
  if (own.session === undefined && moving[THREAD] !== undefined) own.session = moving[THREAD];
  if (moving[TENANT] !== undefined) own.tenant = moving[TENANT];
  if (own.agent === undefined && moving[AGENT] !== undefined) own.agent = moving[AGENT];
  if (route !== undefined) derived.feature ??= route;
  return { own, trace, resource, derived };
}

function levelOf(steady: Readonly<Mutable>, [tenant, user, session]: readonly (string | undefined)[]): Mutable {
  const all: Record<string, string | undefined> = { ...steady, tenant, user, session };
  const level: Mutable = {};
  for (const name of ORDER) if (all[name] !== undefined) level[name] = all[name];
  return level;
}

function configuredTenant(evidence: Evidence, tenantKeys: readonly string[]): string | undefined {
  for (const key of tenantKeys) {
    const tenant = label(evidence.facts.attributes.get(key));
    if (tenant !== undefined) return tenant;
  }
  return undefined;
}

function rootRoute(evidence: Evidence): string | undefined {
  if (!evidence.facts.isRoot) return undefined;
  return label(evidence.facts.attributes.get("http.route") ?? evidence.facts.attributes.get("next.route"));
}
