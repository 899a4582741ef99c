import type { AttributeValue } from "../../span.ts";
import { json } from "../parse/json.ts";
import { isFields } from "./to-part.ts";
import { toMessage, type Message } from "./to-message.ts";
import { withoutVectors } from "./without-vectors.ts";

/** Keys under which a request or response body keeps its messages. */
const LISTS = ["messages", "contents", "choices", "generations", "candidates"] as const;
const SINGLES = ["message", "content", "output", "prompt", "input", "response"] as const;
const CANONICAL_START = /^\s*\[\s*\{/;

/**
 * Messages of any dialect as a JSON array of `{ role, parts[] }`. Text that already has that shape passes unparsed.
 * "" when there is nothing.
 */
export function toMessages(value: AttributeValue | undefined, role: "user" | "assistant"): string {
  if (value === undefined || value === null || value === "") return "";
  if (typeof value === "string" && isCanonical(value)) return value;
  const structure = json(value);
  const messages = structure === undefined ? [toMessage(String(value), role)] : messagesOf(structure, role, 0);
  const found = messages.filter((message) => message !== undefined);
  return found.length === 0 ? "" : stringify(found);
}

function isCanonical(value: string): boolean {
  return CANONICAL_START.test(value) && /"parts":\s*\[\s*\{\s*"type"/.test(value);
}

type Found = readonly (Message | undefined)[];

function messagesOf(value: AttributeValue, role: string, depth: number): Found {
  if (depth > 4) return [asText(value, role)];
  if (Array.isArray(value)) return value.flatMap((item) => (Array.isArray(item) ? messagesOf(item, role, depth + 1) : messageOrText(item, role)));
  if (!isFields(value)) return [toMessage(String(value), role)];
  const list = LISTS.find((key) => Array.isArray(value[key]));
  if (list !== undefined) return [...system(value), ...messagesOf(value[list] ?? null, role, depth + 1)];
  if (value["role"] !== undefined || value["kwargs"] !== undefined || value["lc_kwargs"] !== undefined) return messageOrText(value, role);
  const call = value["args"];
  if (Array.isArray(call) && isFields(call[0])) return messagesOf(call[0], role, depth + 1);
  const single = SINGLES.find((key) => value[key] !== undefined && value[key] !== null && value[key] !== "");
  if (single !== undefined) return [...system(value), ...messagesOf(value[single] ?? null, role, depth + 1)];
  return [asText(value, role)];
}

function messageOrText(item: AttributeValue, role: string): Found {
  const message = toMessage(item, role);
  return [message ?? (isFields(item) ? asText(item, role) : undefined)];
}

function system(value: Readonly<Record<string, AttributeValue>>): Found {
  const instructions = value["system"] ?? value["instructions"] ?? value["systemInstruction"];
  return instructions === undefined || instructions === null ? [] : [toMessage({ role: "system", content: instructions }, "system")];
}

function asText(value: AttributeValue, role: string): Message | undefined {
  return toMessage(stringify(withoutVectors(value)), role);
}

function stringify(value: unknown): string {
  return JSON.stringify(value, (_key, found: unknown) => (typeof found === "bigint" ? String(found) : found));
}
