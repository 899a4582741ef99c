import type { ScopeDimension } from "@spanledger/alerts";
import type { Call, Dimensions } from "@spanledger/telemetry";
import type { DimensionLookup } from "./watched-budget.ts";

type Named = Exclude<ScopeDimension, `attr:${string}`>;

const READ = {
  environment: ({ dimensions }) => dimensions.environment,
  service: ({ dimensions }) => dimensions.service,
  feature: ({ dimensions }) => dimensions.feature,
  tenant: ({ dimensions }) => dimensions.tenant,
  user: ({ dimensions }) => dimensions.user,
  session: ({ dimensions }) => dimensions.session,
  agent: ({ dimensions }) => dimensions.agent,
  workflow: ({ dimensions }) => dimensions.workflow,
  prompt_name: ({ dimensions }) => dimensions.promptName,
  prompt_version: ({ dimensions }) => dimensions.promptVersion,
  provider: ({ call }) => call.provider,
  model: ({ call }) => (call.requestModel === "" ? call.responseModel : call.requestModel),
  response_model: ({ call }) => call.responseModel,
  operation: ({ call }) => call.operation,
} as const satisfies Record<Named, (facts: SpanFacts) => string>;

export interface SpanFacts {
  readonly dimensions: Dimensions;
  readonly call: Pick<Call, "provider" | "requestModel" | "responseModel" | "operation" | "attributes">;
}

/** The dimensions of a span, the same as the read registry has them. */
export function spanDimensions(facts: SpanFacts): DimensionLookup {
  return (dimension) =>
    isAttribute(dimension)
      ? (facts.call.attributes.get(dimension.slice("attr:".length)) ?? "")
      : READ[dimension](facts);
}

function isAttribute(dimension: ScopeDimension): dimension is `attr:${string}` {
  return dimension.startsWith("attr:");
}
