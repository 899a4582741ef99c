import { z } from "zod";

/** What a budget or an alert can be narrowed to: the dimensions of the read registry but the trace. */
export const SCOPE_DIMENSIONS = [
  "environment",
  "service",
  "feature",
  "tenant",
  "user",
  "session",
  "agent",
  "workflow",
  "prompt_name",
  "prompt_version",
  "provider",
  "model",
  "response_model",
  "operation",
] as const;

export type ScopeDimension = (typeof SCOPE_DIMENSIONS)[number] | `attr:${string}`;

const NAMES: ReadonlySet<string> = new Set(SCOPE_DIMENSIONS);

const isDimension = (name: unknown): name is ScopeDimension =>
  typeof name === "string" && (NAMES.has(name) || (name.startsWith("attr:") && name.length > 5 && name.length <= 205));

const Dimension = z.custom<ScopeDimension>(isDimension, {
  error: ({ input }) =>
    `"${String(input)}" is not a dimension: use one of ${SCOPE_DIMENSIONS.join(", ")} or attr:<key>.`,
});

const ScopeFilter = z.object({
  dimension: Dimension,
  op: z.enum(["in", "not_in"], { error: "A filter says in or not_in." }).default("in"),
  values: z
    .array(z.string({ error: "A value is text." }).max(1_000, "A value has at most 1000 characters."), {
      error: "A filter has a list of values.",
    })
    .min(1, "Choose at least one value for each filter.")
    .max(500, "A filter takes at most 500 values."),
});

const optionalFilters = z.array(ScopeFilter).max(7, "A scope takes at most 7 filters.").default([]);

/**
 * The whole project, the calls that pass all filters, or each value of a dimension on its own (within filters). There is
 * no empty scope: the whole project is said, not left out.
 */
export const ScopeSchema = z.discriminatedUnion(
  "kind",
  [
    z.object({ kind: z.literal("project") }),
    z.object({
      kind: z.literal("filters"),
      filters: z
        .array(ScopeFilter, { error: "Choose at least one filter, or the whole project." })
        .min(1, "Choose at least one filter, or the whole project.")
        .max(7, "A scope takes at most 7 filters."),
    }),
    z.object({ kind: z.literal("each"), dimension: Dimension, filters: optionalFilters }),
  ],
  { error: "Choose a scope: the whole project, filters, or each value of a dimension." },
);

export type Scope = z.output<typeof ScopeSchema>;
export type ScopeFilter = z.output<typeof ScopeFilter>;
