import type { ParsedSegment } from "../spool/parse-segment.ts";
import { decodeLogRecords } from "./decode-log-records.ts";

/** The projects that have records in a segment. */
export function projectsOf(parsed: ParsedSegment): ReadonlySet<string> {
  const projects = new Set<string>();
  for (const { ledger } of parsed.commits) for (const { project } of decodeLogRecords(ledger)) projects.add(project);
  return projects;
}
