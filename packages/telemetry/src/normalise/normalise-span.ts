import { REPORT } from "../bill/billing-span-of-call.ts";
import type { Call, Role } from "../call.ts";
import type { LogRecord, Span, SpanEvent } from "../span.ts";
import { buildAttributes } from "./build-attributes.ts";
import { buildContent } from "./content/build-content.ts";
import { nestLeaves } from "./content/nest-leaves.ts";
import { atPointer } from "./parse/at-pointer.ts";
import type { Evidence } from "./evidence.ts";
import { gather, type Gathered } from "./gather.ts";
import { isSpanLog } from "./logs/is-span-log.ts";
import { logEvent } from "./logs/log-event.ts";
import { label } from "./parse/label.ts";
import { readTraits, type Traits } from "./read-traits.ts";
import { resolveCost } from "./resolve-cost.ts";
import { resolveError } from "./resolve-error.ts";
import { canonicalReasons } from "./resolve-finish-reasons.ts";
import { resolveIdentity } from "./resolve-identity.ts";
import { resolveTtft } from "./resolve-ttft.ts";
import { wasRefused } from "./was-refused.ts";
import { readUsage, type UsageReading } from "./tokens/read-usage.ts";

export interface NormaliseOptions {
  /** Attribute keys that name the tenant for this project, before all others. */
  readonly tenantKeys?: readonly string[];
  /** Log records of the GenAI event conventions; those of this span are joined. */
  readonly logs?: readonly LogRecord[];
}

const AGENT_PREFIX = "invoke_agent ";
const NO_USAGE: UsageReading = { usage: null, estimated: false, flags: [] };

/**
 * Understands one span of any dialect: role, model, disjoint token buckets, identity, content. Pure; a span of another
 * kind comes out with role `none`.
 */
export function normaliseSpan(sent: Span, options: NormaliseOptions = {}): Call {
  const span = options.logs === undefined ? sent : withLogs(sent, options.logs);
  const gathered = gather(span);
  const { evidence } = gathered;
  const traits = readTraits(evidence);
  const isTool = traits.operation === "execute_tool";
  const reading = usageFor(evidence, traits);
  const finishReasons = traits.finishReasons ?? canonicalReasons(indexedFinishReasons(gathered, span.events));
  const failure = resolveError(span, evidence, {
    answered: reading.usage !== null || finishReasons.length > 0,
    isCall: traits.role === "call",
  });
  const isRefused = traits.role === "call" && reading.usage === null && wasRefused(span, failure.errorType);
  const role = isRefused ? "none" : traits.role;
  return {
    span: sent,
    role,
    opClass: isRefused ? "none" : traits.opClass,
    operation: traits.operation,
    provider: traits.provider,
    requestModel: traits.requestModel,
    responseModel: traits.responseModel,
    responseId: evidence.read("response_id", label)?.value ?? "",
    usage: reading.usage,
    usageEstimated: reading.estimated,
    serviceTier: traits.serviceTier,
    region: traits.region,
    identity: resolveIdentity(evidence, {
      tenantKeys: options.tenantKeys ?? [],
      agent: agentOf(traits, span.name),
    }),
    finishReasons,
    errorType: failure.errorType,
    ttftNs: resolveTtft(span, evidence),
    toolName: traits.toolName,
    toolCallId: isTool ? (evidence.read("tool_call_id", label)?.value ?? "") : "",
    cacheTier: traits.cacheTier,
    cacheEntryTenant: traits.cacheEntryTenant,
    reportedCost: resolveCost(evidence, { failed: failure.errorType !== "" }),
    subscription: traits.subscription,
    flags: flagsOf(span, role, reading),
    content: buildContent(span, gathered, { isTool, message: failure.message }),
    attributes: buildAttributes(gathered),
  };
}

function usageFor(evidence: Evidence, { role, opClass, tokens }: Traits): UsageReading {
  return tokens === null ? NO_USAGE : readUsage(evidence, { role, opClass, tokens });
}

function withLogs(span: Span, logs: readonly LogRecord[]): Span {
  const own = logs.filter((log) => log.traceId === span.traceId && log.spanId === span.spanId && isSpanLog(log));
  return own.length === 0 ? span : { ...span, events: [...span.events, ...own.map(logEvent)] };
}

function flagsOf(span: Span, role: Role, reading: UsageReading): readonly string[] {
  const isWithoutUsage = role === "call" && reading.usage === null;
  const endsEarly = span.endTimeNs < span.startTimeNs && span.endTimeNs !== 0n;
  const isReport = role === "call" && span.attributes.get("logfire.span_type") === "log";
  if (!isWithoutUsage && !endsEarly && !isReport && span.flags.length === 0) return reading.flags;
  const flags = [...span.flags, ...reading.flags];
  if (isWithoutUsage) flags.push("no_usage");
  if (isReport) flags.push(REPORT);
  if (endsEarly) flags.push("end_before_start");
  return flags;
}

/** `invoke_agent trip-planner` -> `trip-planner`; the AI SDK puts the model there, which is no agent. */
function agentOf({ operation, requestModel }: Traits, name: string): string {
  if (operation !== "invoke_agent" || !name.startsWith(AGENT_PREFIX)) return "";
  const agent = name.slice(AGENT_PREFIX.length).trim();
  return agent === requestModel ? "" : agent;
}

const NONE: readonly never[] = [];

/** Reasons that stand in a list over keys, or on choice events. */
function indexedFinishReasons(gathered: Gathered, events: readonly SpanEvent[]): readonly string[] {
  const choices = gathered.indexed.get("gen_ai.completion.") ?? NONE;
  if (choices.length === 0 && events.length === 0) return NONE;
  const found = choices.length > 0 ? nestLeaves(choices).map((choice) => atPointer(choice, ["finish_reason"])) : [];
  const chosen = events
    .filter(({ name }) => name === "gen_ai.choice")
    .map(({ attributes }) => attributes.get("finish_reason"));
  return [...found, ...chosen].filter((reason): reason is string => typeof reason === "string" && reason !== "");
}
