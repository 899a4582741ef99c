/** Dimensions one can filter and group by, in the order of the menus, with the words the pages use. */
export const DIMENSION_LABELS = {
  feature: "Feature",
  tenant: "Tenant",
  prompt_name: "Prompt",
  prompt_version: "Prompt version",
  model: "Model",
  provider: "Provider",
  environment: "Environment",
  user: "User",
  agent: "Agent",
  service: "Service",
  session: "Session",
  workflow: "Workflow",
  operation: "Operation",
  response_model: "Answering model",
} as const;

export type DimensionName = keyof typeof DIMENSION_LABELS;

export const DIMENSION_NAMES = Object.keys(DIMENSION_LABELS) as readonly DimensionName[];

/** Any dimension id, `attr:<key>` included, as a label. */
export function dimensionLabel(id: string): string {
  if (id.startsWith("attr:")) return id.slice(5);
  return DIMENSION_LABELS[id as DimensionName] ?? id;
}

/** Name of a value, the absent one included: "" reads "no tenant". */
export function valueLabel(dimension: string, value: string): string {
  return value === "" ? `no ${dimensionLabel(dimension).toLowerCase()}` : value;
}
