import type { Problem } from "@spanledger/alerts";

/** What is wrong with a field or with something in it. */
export function problemOf(problems: readonly Problem[], field: string): string | undefined {
  return problems.find((problem) => problem.field === field || problem.field.startsWith(`${field}.`))?.message;
}
