import { isNamedAfterTool } from "./conditions.ts";
import type { Evidence } from "./evidence.ts";
import { label } from "./parse/label.ts";

const NAME_PREFIXES = ["execute_tool ", "tools/call "];

/** The tool that a tool span ran, "" when it does not say. */
export function resolveToolName(evidence: Evidence): string {
  return evidence.read("tool_name", label)?.value ?? fromName(evidence);
}

function fromName(evidence: Evidence): string {
  const { name } = evidence.facts;
  const prefix = NAME_PREFIXES.find((start) => name.startsWith(start));
  if (prefix !== undefined) return name.slice(prefix.length).trim();
  return isNamedAfterTool(evidence.facts) ? (label(name) ?? "") : "";
}
