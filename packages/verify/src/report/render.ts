import type { Verification } from "../verify-export.ts";
import { EXIT_CODES, type Finding, type FindingLevel, type Verdict } from "./finding.ts";

const WORDS: Readonly<Record<FindingLevel, string>> = {
  passed: "ok",
  note: "note",
  warning: "WARN",
  unverifiable: "????",
  failed: "FAIL",
};

const VERDICTS: Readonly<Record<Verdict, string>> = {
  pass: "PASS: the export is complete for its range and unchanged since it was signed.",
  fail: "FAIL: the export does not match the signed log.",
  unverifiable: "CANNOT VERIFY: see the lines marked ????.",
  warnings: "PASS WITH WARNINGS: unchanged since it was signed, but see the lines marked WARN.",
};

const LIMITS =
  "Not shown by this check: events that were never sent to the log, and whether what was logged is true. " +
  "A history rewritten by the holder of the key is found only with a checkpoint you kept (--since) or a witness.";

/** The verdict for people: what was checked, log by log, and what it means. */
export function renderText({ verdict, findings, manifest }: Verification): string {
  const lines: string[] = [];
  if (manifest !== undefined) lines.push(`Export of the system ${manifest.system} of project ${manifest.project}`);
  let log: string | undefined;
  for (const finding of findings) {
    if (finding.log !== log) lines.push("", finding.log === undefined ? "The package" : `Log ${finding.log}`);
    log = finding.log;
    lines.push(renderFinding(finding));
  }
  const limits = verdict === "pass" || verdict === "warnings" ? [LIMITS] : [];
  return `${[...lines, "", VERDICTS[verdict], ...limits].join("\n")}\n`;
}

/** The same as one JSON object: `{ verdict, exit_code, logs, findings }`. */
export function renderJson({ verdict, findings, logs }: Verification): string {
  return `${JSON.stringify({ verdict, exit_code: EXIT_CODES[verdict], logs, findings }, undefined, 2)}\n`;
}

function renderFinding({ level, message }: Finding): string {
  return `  ${WORDS[level].padEnd(4)}  ${message}`;
}
