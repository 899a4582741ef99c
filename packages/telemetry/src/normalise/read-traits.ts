import type { Evidence } from "./evidence.ts";
import { label } from "./parse/label.ts";
import { remember } from "./remember/remember.ts";
import { type ResponseCache, resolveCache } from "./resolve-cache.ts";
import { declaredFinishReasons } from "./resolve-finish-reasons.ts";
import { resolveModels } from "./resolve-models.ts";
import { type Operation, resolveOperation } from "./resolve-operation.ts";
import { resolveProvider } from "./resolve-provider.ts";
import { resolveServiceTier } from "./resolve-service-tier.ts";
import { resolveSubscription } from "./resolve-subscription.ts";
import { resolveToolName } from "./resolve-tool.ts";
import { type TokenTraits, tokenTraits } from "./tokens/token-traits.ts";

/** What spans of one kind have in common: everything that follows from names, models and kinds, from no number or text. */
export interface Traits extends Operation, ResponseCache {
  readonly provider: string;
  readonly requestModel: string;
  readonly responseModel: string;
  readonly serviceTier: string;
  readonly region: string;
  readonly toolName: string;
  readonly subscription: boolean;
  /** Said by attributes; undefined when none does. */
  readonly finishReasons: readonly string[] | undefined;
  /** null for a span that is no model call and no sum of them. */
  readonly tokens: TokenTraits | null;
}

/** Remembered: an application sends few kinds of spans, again and again. */
export const readTraits = remember(traitsOf);

function traitsOf(evidence: Evidence): Traits {
  const { facts } = evidence;
  const operation = resolveOperation(evidence);
  const models = resolveModels(evidence);
  const provider = providerFor(evidence, { operation, models });
  const cache = resolveCache(evidence);
  // Member by member: all traits have one shape then, which every reader of them relies on.
  return {
    operation: operation.operation,
    role: operation.role,
    opClass: operation.opClass,
    requestModel: models.requestModel,
    responseModel: models.responseModel,
    cacheTier: cache.cacheTier,
    cacheEntryTenant: cache.cacheEntryTenant,
    provider,
    serviceTier: resolveServiceTier(evidence),
    region: evidence.read("region", label)?.value ?? "",
    toolName: operation.operation === "execute_tool" ? resolveToolName(evidence) : "",
    subscription: resolveSubscription(facts),
    finishReasons: declaredFinishReasons(evidence),
    tokens:
      operation.role === "none"
        ? null
        : tokenTraits(evidence, { provider, model: models.responseModel || models.requestModel }),
  };
}

interface Known {
  readonly operation: Operation;
  readonly models: ReturnType<typeof resolveModels>;
}

function providerFor(evidence: Evidence, { operation, models }: Known): string {
  if (operation.role === "none" && models.requestModel === "") return "";
  const service = label(evidence.facts.resource.get("service.name")) ?? "";
  return resolveProvider(evidence, { model: models.requestModel || models.responseModel, service });
}
