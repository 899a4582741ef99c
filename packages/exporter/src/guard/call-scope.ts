import { type Span, trace } from "@opentelemetry/api";
import { ATTRIBUTE_NAMES, type AttributionAttributes } from "../attribution/attribution.ts";
import { attributionOf } from "../attribution/attribution-of.ts";
import type { CallDimensions } from "./fleet/fleet-state.ts";
import type { ModelCall } from "./guard.ts";
import type { Scope } from "./limits/create-limiter.ts";

const NO_TRACE = "00000000000000000000000000000000";

/** Where a model call is made from. */
export interface CallScope extends Scope {
  /** Undefined outside a trace. */
  readonly traceId: string | undefined;
  readonly span: Span | undefined;
  readonly attribution: AttributionAttributes;
}

/** Reads trace and attribution of the active context. Outside a trace the session stands for it. */
export function callScope(): CallScope {
  const span = trace.getActiveSpan();
  const id = span?.spanContext().traceId;
  const traceId = id === NO_TRACE ? undefined : id;
  const attribution = attributionOf();
  const session = attribution[ATTRIBUTE_NAMES.session];
  return {
    traceId,
    span,
    attribution,
    trace: traceId ?? (session === undefined ? undefined : `session ${session}`),
    tenant: attribution[ATTRIBUTE_NAMES.tenant],
  };
}

const DIMENSION_OF: Readonly<Record<string, string>> = {
  [ATTRIBUTE_NAMES.feature]: "feature",
  [ATTRIBUTE_NAMES.tenant]: "tenant",
  [ATTRIBUTE_NAMES.user]: "user",
  [ATTRIBUTE_NAMES.session]: "session",
  [ATTRIBUTE_NAMES.promptName]: "prompt_name",
  [ATTRIBUTE_NAMES.promptVersion]: "prompt_version",
  "gen_ai.agent.name": "agent",
  "gen_ai.workflow.name": "workflow",
  "deployment.environment.name": "environment",
  "service.name": "service",
};

/** The call's dimensions under the names that budgets use; other attributes as `attr:<key>`. */
export function dimensionsOf(
  attribution: AttributionAttributes,
  call: ModelCall,
  process: { readonly service: string | undefined; readonly environment: string | undefined },
): CallDimensions {
  const found: Record<string, string> = {};
  if (process.service !== undefined) found["service"] = process.service;
  if (process.environment !== undefined) found["environment"] = process.environment;
  for (const [name, value] of Object.entries(attribution)) found[DIMENSION_OF[name] ?? `attr:${name}`] = value;
  if (call.provider !== undefined) found["provider"] = call.provider;
  if (call.model !== undefined) found["model"] = call.model;
  return found;
}
