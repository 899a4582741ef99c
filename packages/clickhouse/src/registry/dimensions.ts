import { z } from "zod";

export type RollupFamily = "usage" | "tenant_usage";

interface DimensionDefinition {
  readonly label: string;
  /** Column of a roll-up, and the families that have it. */
  readonly rollup: string;
  readonly families: readonly RollupFamily[];
  /** Expression over `spans` or `adjustments`, `t` being the table. */
  readonly raw: string;
}

const BOTH: readonly RollupFamily[] = ["usage", "tenant_usage"];
const MAIN: readonly RollupFamily[] = ["usage"];
const NONE: readonly RollupFamily[] = [];

/** What a question may group by and filter on. `attr:<key>` names any other attribute of the spans. */
export const DIMENSIONS = {
  feature: { label: "Feature", rollup: "feature", families: BOTH, raw: "t.feature" },
  tenant: { label: "Tenant", rollup: "tenant", families: ["tenant_usage"], raw: "t.tenant" },
  prompt_name: { label: "Prompt", rollup: "prompt_name", families: MAIN, raw: "t.prompt_name" },
  prompt_version: { label: "Prompt version", rollup: "prompt_version", families: MAIN, raw: "t.prompt_version" },
  model: {
    label: "Model",
    rollup: "model",
    families: MAIN,
    raw: "if(t.request_model != '', t.request_model, t.response_model)",
  },
  provider: { label: "Provider", rollup: "provider", families: MAIN, raw: "t.provider" },
  environment: { label: "Environment", rollup: "environment", families: BOTH, raw: "t.environment" },
  operation: { label: "Operation", rollup: "operation", families: MAIN, raw: "t.operation" },
  user: { label: "User", rollup: "", families: NONE, raw: "t.user_id" },
  session: { label: "Session", rollup: "", families: NONE, raw: "t.session_id" },
  agent: { label: "Agent", rollup: "", families: NONE, raw: "t.agent" },
  service: { label: "Service", rollup: "", families: NONE, raw: "t.service" },
  workflow: { label: "Workflow", rollup: "", families: NONE, raw: "t.workflow" },
  response_model: { label: "Answering model", rollup: "", families: NONE, raw: "t.response_model" },
  trace: { label: "Trace", rollup: "", families: NONE, raw: "lower(hex(t.trace_id))" },
} as const satisfies Record<string, DimensionDefinition>;

export type NamedDimension = keyof typeof DIMENSIONS;
export type AttributeDimension = `attr:${string}`;
export type Dimension = NamedDimension | AttributeDimension;

const NAMES = Object.keys(DIMENSIONS) as NamedDimension[];

export const DimensionSchema: z.ZodType<Dimension> = z.union([
  z.enum(NAMES),
  z.templateLiteral(["attr:", z.string().min(1).max(200)]),
]);
