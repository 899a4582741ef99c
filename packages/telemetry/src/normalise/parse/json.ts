import type { AttributeValue } from "../../span.ts";
import { pythonLiteral } from "./python-literal.ts";

const MAX_LENGTH = 4 * 1024 * 1024;

/**
 * The structure in a value: a nested attribute as it is, JSON text (decoded again when it holds JSON text), or a Python
 * literal. undefined when there is none; text beyond 4 MiB is not looked into.
 */
export function json(value: AttributeValue | undefined): AttributeValue | undefined {
  if (typeof value !== "string") return typeof value === "object" && value !== null ? value : undefined;
  const parsed = fromText(value);
  return typeof parsed === "string" && startsStructure(parsed) ? (fromText(parsed) ?? parsed) : parsed;
}

function fromText(value: string): AttributeValue | undefined {
  if (value.length > MAX_LENGTH) return undefined;
  const first = value.charCodeAt(0) <= 32 ? value.trimStart() : value;
  if (!startsStructure(first) && !first.startsWith('"')) return undefined;
  try {
    return JSON.parse(first) as AttributeValue;
  } catch {
    return startsStructure(first) ? pythonLiteral(first) : undefined;
  }
}

function startsStructure(value: string): boolean {
  return value.startsWith("{") || value.startsWith("[");
}
