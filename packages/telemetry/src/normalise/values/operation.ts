import {
  GENKIT_SUBTYPE,
  LAMINAR_TYPE,
  LANGFUSE_TYPE,
  LANGSMITH_KIND,
  LANGWATCH_TYPE,
  MASTRA_TYPE,
  MCP_METHOD,
  MLFLOW_TYPE,
  OI_KIND,
  SENTRY_TYPE,
  SPAN_NAMES,
  TL_KIND,
  TL_REQUEST_TYPE,
  VERCEL_OPERATIONS,
} from "./operation-kinds.ts";
import { OPERATION_CLASSES } from "./operation-classes.ts";
import { MORE_OPERATIONS, OPERATIONS } from "./operations.ts";

const canonical = Object.fromEntries(
  Object.values(OPERATION_CLASSES)
    .flat()
    .map((name) => [name, name]),
);
const all = { ...canonical, ...MORE_OPERATIONS, ...OPERATIONS };
const table = (entries: Readonly<Record<string, string | null>>): ReadonlyMap<string, string | null> =>
  new Map(Object.entries(entries));

const MAPS = {
  operation: table(all),
  langfuse_type: table(LANGFUSE_TYPE),
  oi_kind: table(OI_KIND),
  mcp_method: table(MCP_METHOD),
  vercel_op: table(VERCEL_OPERATIONS),
  tl_request_type: table(TL_REQUEST_TYPE),
  tl_kind: table(TL_KIND),
  langsmith_kind: table(LANGSMITH_KIND),
  mlflow_type: table(MLFLOW_TYPE),
  laminar_type: table(LAMINAR_TYPE),
  langwatch_type: table(LANGWATCH_TYPE),
  mastra_type: table({ ...MORE_OPERATIONS, ...MASTRA_TYPE, model_step: "agent_step", model_generation: "chain" }),
  genkit_subtype: table({ ...GENKIT_SUBTYPE, prompt: "prompt", "executable-prompt": "prompt" }),
  sentry_type: table(SENTRY_TYPE),
  span_name: table(SPAN_NAMES),
};

/** Name of a table of spellings. */
export type OperationMap = keyof typeof MAPS;

/** Canonical operation of a value; null when the table says it means nothing, undefined when it does not know it. */
export function operationOf(map: OperationMap, value: string): string | null | undefined {
  const entries = MAPS[map];
  const found = entries.get(value);
  if (found !== undefined) return found === null ? null : plain(found);
  if (map === "mcp_method") return plain(entries.get("*") ?? "other");
  if (map === "span_name") return byNamePattern(value);
  return undefined;
}

/** True for the AI SDK's outer spans, which repeat or sum what their inner spans report. */
export function isVercelWrapper(operationId: string): boolean {
  return MAPS.vercel_op.get(operationId)?.startsWith("rollup:") ?? false;
}

function byNamePattern(name: string): string | undefined {
  for (const [pattern, operation] of NAME_PREFIXES) if (name.startsWith(pattern)) return operation;
  return undefined;
}

function plain(value: string): string {
  return value.replace(/^rollup:/, "").replace(/\+.*$/, "");
}

const NAME_PREFIXES: readonly (readonly [string, string])[] = Object.entries(SPAN_NAMES).flatMap(([name, operation]) =>
  name.endsWith("*") && operation !== null ? [[name.slice(0, -1), plain(operation)] as const] : [],
);
