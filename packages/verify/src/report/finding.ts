export type FindingLevel = "failed" | "unverifiable" | "warning" | "note" | "passed";

/** The outcome of one check, as a sentence; `log` is the origin of the log it is about. */
export interface Finding {
  readonly level: FindingLevel;
  readonly code: string;
  readonly message: string;
  readonly log?: string;
}

export type Verdict = "pass" | "fail" | "unverifiable" | "warnings";

export const EXIT_CODES: Readonly<Record<Verdict, number>> = { pass: 0, fail: 1, unverifiable: 2, warnings: 3 };

/** One wrong thing decides; then one that could not be checked; then warnings. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  const levels = new Set(findings.map(({ level }) => level));
  if (levels.has("failed")) return "fail";
  if (levels.has("unverifiable")) return "unverifiable";
  return levels.has("warning") ? "warnings" : "pass";
}
