import { isNamedAfterTool } from "./conditions.ts";
import type { Evidence } from "./evidence.ts";
import { label } from "./parse/label.ts";

export interface Tool {
  readonly toolName: string;
  readonly toolCallId: string;
}

const NAME_PREFIXES = ["execute_tool ", "tools/call "];
const NO_TOOL: Tool = { toolName: "", toolCallId: "" };

/** The tool that a span ran. Model calls that only list tool names are not tool runs. */
export function resolveTool(evidence: Evidence, given: { readonly operation: string; readonly name: string }): Tool {
  if (given.operation !== "execute_tool") return NO_TOOL;
  const named = evidence.read("tool_name", label)?.value ?? fromName(given.name, evidence);
  return { toolName: named, toolCallId: evidence.read("tool_call_id", label)?.value ?? "" };
}

function fromName(name: string, evidence: Evidence): string {
  const prefix = NAME_PREFIXES.find((start) => name.startsWith(start));
  if (prefix !== undefined) return name.slice(prefix.length).trim();
  return isNamedAfterTool(evidence.facts) ? (label(name) ?? "") : "";
}
