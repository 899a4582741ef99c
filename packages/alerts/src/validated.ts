import type { z } from "zod";

/** What is wrong with one field of a form or of an API body, and what to do. */
export interface Problem {
  /** Path of the field, e.g. `scope.filters.0.values`; "" is the whole. */
  readonly field: string;
  readonly message: string;
}

export type Validated<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Checks an input by a schema; the sentences are the schema's. */
export function validated<T>(schema: z.ZodType<T>, input: unknown): Validated<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data };
  const problems = parsed.error.issues.map(({ path, message }) => ({ field: path.map(String).join("."), message }));
  return { ok: false, problems };
}
