import type { Finding } from "./finding.ts";

type Add = (code: string, message: string) => void;

/** Collects the findings of a run; `about` gives a report that adds to the same list under a log's name. */
export interface Report {
  readonly findings: readonly Finding[];
  readonly add: (finding: Finding) => void;
  readonly passed: Add;
  readonly note: Add;
  readonly warning: Add;
  readonly unverifiable: Add;
  readonly about: (log: string) => Report;
}

export function createReport(findings: Finding[] = [], log?: string): Report {
  const add = (finding: Finding) => findings.push(log === undefined ? finding : { ...finding, log });
  const adder =
    (level: Finding["level"]): Add =>
    (code, message) =>
      add({ level, code, message });
  return {
    findings,
    add,
    passed: adder("passed"),
    note: adder("note"),
    warning: adder("warning"),
    unverifiable: adder("unverifiable"),
    about: (name) => createReport(findings, name),
  };
}
