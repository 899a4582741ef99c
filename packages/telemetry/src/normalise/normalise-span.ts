import type { Call } from "../call.ts";
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
import { resolveCache } from "./resolve-cache.ts";
import { resolveCost } from "./resolve-cost.ts";
import { resolveError } from "./resolve-error.ts";
import { resolveFinishReasons } from "./resolve-finish-reasons.ts";
import { resolveIdentity } from "./resolve-identity.ts";
import { resolveModels } from "./resolve-models.ts";
import { resolveOperation, type Operation } from "./resolve-operation.ts";
import { resolveProvider } from "./resolve-provider.ts";
import { resolveServiceTier } from "./resolve-service-tier.ts";
import { resolveSubscription } from "./resolve-subscription.ts";
import { resolveTool } from "./resolve-tool.ts";
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
  const attempted = resolveOperation(evidence);
  const models = resolveModels(evidence);
  const provider = providerFor(evidence, { span, operation: attempted, models });
  const reading = usageFor(evidence, { span, operation: attempted, models, provider });
  const finishReasons = resolveFinishReasons(evidence, indexedFinishReasons(gathered, span.events));
  const failure = resolveError(span, evidence, {
    answered: reading.usage !== null || finishReasons.length > 0,
    isCall: attempted.role === "call",
  });
  const isRefused = attempted.role === "call" && reading.usage === null && wasRefused(span, failure.errorType);
  const operation: Operation = isRefused ? { ...attempted, role: "none", opClass: "none" } : attempted;
  const tool = resolveTool(evidence, { operation: operation.operation, name: span.name });
  const cache = resolveCache(evidence);
  return {
    span: sent,
    role: operation.role,
    opClass: operation.opClass,
    operation: operation.operation,
    provider,
    requestModel: models.requestModel,
    responseModel: models.responseModel,
    responseId: evidence.read("response_id", label)?.value ?? "",
    usage: reading.usage,
    usageEstimated: reading.estimated,
    serviceTier: resolveServiceTier(evidence),
    region: evidence.read("region", label)?.value ?? "",
    identity: resolveIdentity(evidence, {
      tenantKeys: options.tenantKeys ?? [],
      agent: agentOf(operation, span.name, models.requestModel),
    }),
    finishReasons,
    errorType: failure.errorType,
    ttftNs: resolveTtft(span, evidence),
    toolName: tool.toolName,
    toolCallId: tool.toolCallId,
    cacheTier: cache.cacheTier,
    cacheEntryTenant: cache.cacheEntryTenant,
    reportedCost: resolveCost(evidence, { failed: failure.errorType !== "" }),
    subscription: resolveSubscription(evidence, span),
    flags: flagsOf(span, operation, reading),
    content: buildContent(span, gathered, { isTool: operation.operation === "execute_tool", message: failure.message }),
    attributes: buildAttributes(gathered),
  };
}

interface Known {
  readonly span: Span;
  readonly operation: Operation;
  readonly models: ReturnType<typeof resolveModels>;
}

function providerFor(evidence: Evidence, { span, operation, models }: Known): string {
  if (operation.role === "none" && models.requestModel === "") return "";
  const service = label(span.resource.attributes.get("service.name")) ?? "";
  return resolveProvider(evidence, { model: models.requestModel || models.responseModel, service });
}

function usageFor(evidence: Evidence, known: Known & { readonly provider: string }): UsageReading {
  const { role, opClass } = known.operation;
  if (role === "none") return NO_USAGE;
  const model = known.models.responseModel || known.models.requestModel;
  return readUsage(evidence, { role, opClass, provider: known.provider, model, schemaUrl: known.span.scope.schemaUrl });
}

function withLogs(span: Span, logs: readonly LogRecord[]): Span {
  const own = logs.filter((log) => log.traceId === span.traceId && log.spanId === span.spanId && isSpanLog(log));
  return own.length === 0 ? span : { ...span, events: [...span.events, ...own.map(logEvent)] };
}

function flagsOf(span: Span, operation: Operation, reading: UsageReading): readonly string[] {
  const flags = [...span.flags, ...reading.flags];
  if (operation.role === "call" && reading.usage === null) flags.push("no_usage");
  if (span.endTimeNs !== 0n && span.endTimeNs < span.startTimeNs) flags.push("end_before_start");
  return flags;
}

/** `invoke_agent trip-planner` -> `trip-planner`; the AI SDK puts the model there, which is no agent. */
function agentOf({ operation }: Operation, name: string, model: string): string {
  if (operation !== "invoke_agent" || !name.startsWith(AGENT_PREFIX)) return "";
  const agent = name.slice(AGENT_PREFIX.length).trim();
  return agent === model ? "" : agent;
}

/** Reasons that stand in a list over keys, or on choice events. */
function indexedFinishReasons(gathered: Gathered, events: readonly SpanEvent[]): readonly string[] {
  const choices = gathered.indexed.get("gen_ai.completion.") ?? [];
  if (choices.length === 0 && events.length === 0) return [];
  const found = choices.length > 0 ? nestLeaves(choices).map((choice) => atPointer(choice, ["finish_reason"])) : [];
  const chosen = events
    .filter(({ name }) => name === "gen_ai.choice")
    .map(({ attributes }) => attributes.get("finish_reason"));
  return [...found, ...chosen].filter((reason): reason is string => typeof reason === "string" && reason !== "");
}
