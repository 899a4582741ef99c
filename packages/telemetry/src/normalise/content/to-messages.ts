import type { AttributeValue } from "../../span.ts";
import { json } from "../parse/json.ts";
import { quoted } from "./quoted.ts";
import { isFields, type Part } from "./to-part.ts";
import { toMessage, type Message } from "./to-message.ts";
import { toText } from "./to-text.ts";
import { withoutVectors } from "./without-vectors.ts";

/** Keys under which a request or response body keeps its messages. */
const LISTS = ["messages", "contents", "choices", "generations", "candidates", "value"] as const;
const SINGLES = ["message", "content", "output", "prompt", "input", "response", "value"] as const;
const CANONICAL = /^\s*\[\s*\{[^[\]{}]*"parts":\s*\[\s*\{\s*"type"/;
const MAX_DEPTH = 4;

type Found = readonly (Message | undefined)[];

/**
 * Messages of any dialect as a JSON array of `{ role, parts[] }`. Text that already has that shape passes unparsed;
 * what is no message at all becomes one text. "" when there is nothing.
 */
export function toMessages(value: AttributeValue | undefined, role: "user" | "assistant"): string {
  if (value === undefined || value === null || value === "") return "";
  if (typeof value === "string" && CANONICAL.test(value)) return value;
  const structure = json(value);
  if (structure === undefined) return oneText(toText(value), role);
  const found = messagesOf(structure, role, 0);
  if (found !== undefined) return list(found, typeof value === "string" ? JSON.stringify : toText);
  const clean = withoutVectors(structure);
  return oneText(clean === structure && typeof value === "string" ? value : toText(clean), role);
}

function oneText(text: string, role: string): string {
  return text === "" ? "" : `[{"role":"${role}","parts":[${textPart(text)}]}]`;
}

function textPart(text: string): string {
  return `{"type":"text","content":${quoted(text)}}`;
}

/** What was parsed from text, JSON.stringify can write back as it is. */
function list(found: Found, write: (value: AttributeValue) => string): string {
  let messages = "";
  for (const message of found) {
    if (message === undefined) continue;
    let parts = "";
    for (const part of message.parts) parts += `${parts === "" ? "" : ","}${partText(part, write)}`;
    const reason = message.finish_reason === undefined ? "" : `,"finish_reason":${quoted(message.finish_reason)}`;
    messages += `${messages === "" ? "[" : ","}{"role":${quoted(message.role)},"parts":[${parts}]${reason}}`;
  }
  return messages === "" ? "" : `${messages}]`;
}

/** Most parts are texts, and long ones. */
function partText(part: Part, write: (value: AttributeValue) => string): string {
  const { type, content } = part;
  if (type !== "text" || typeof content !== "string") return write(part);
  for (const name in part) if (name !== "type" && name !== "content") return write(part);
  return textPart(content);
}

/** undefined when the value is something else than messages. */
function messagesOf(value: AttributeValue, role: string, depth: number): Found | undefined {
  if (depth > MAX_DEPTH) return undefined;
  if (Array.isArray(value)) return fromList(value, role, depth);
  if (!isFields(value)) return [toMessage(toText(value), role)];
  const many = LISTS.find((key) => Array.isArray(value[key]));
  if (many !== undefined) return inside(value, many, { role, depth });
  if (value["role"] !== undefined || value["kwargs"] !== undefined || value["lc_kwargs"] !== undefined)
    return one(value, role);
  if (typeof value["text"] === "string" || isFields(value["embedding"])) return one(value, role);
  const call = value["args"];
  if (Array.isArray(call) && isFields(call[0])) return messagesOf(call[0], role, depth + 1);
  const single = SINGLES.find((key) => value[key] !== undefined && value[key] !== null && value[key] !== "");
  return single === undefined ? undefined : inside(value, single, { role, depth });
}

function fromList(items: readonly AttributeValue[], role: string, depth: number): Found | undefined {
  const found: (Message | undefined)[] = [];
  for (const item of items) {
    const messages = Array.isArray(item) ? messagesOf(item, role, depth + 1) : one(item, role);
    if (messages === undefined) return undefined;
    found.push(...messages);
  }
  return found;
}

function inside(
  value: Readonly<Record<string, AttributeValue>>,
  key: string,
  given: { readonly role: string; readonly depth: number },
): Found {
  const body = value[key] ?? null;
  const found = messagesOf(body, given.role, given.depth + 1) ?? [toMessage(toText(withoutVectors(body)), given.role)];
  return [...system(value), ...found];
}

function one(item: AttributeValue, role: string): Found | undefined {
  const message = toMessage(item, role);
  if (message !== undefined) return [message];
  if (!isFields(item) || item["role"] !== undefined) return [];
  return isFields(item["message"]) && item["message"]["role"] !== undefined ? [] : undefined;
}

function system(value: Readonly<Record<string, AttributeValue>>): Found {
  const config = isFields(value["config"]) ? value["config"] : {};
  const instructions =
    value["system"] ??
    value["instructions"] ??
    value["systemInstruction"] ??
    config["systemInstruction"] ??
    config["system_instruction"];
  return instructions === undefined || instructions === null
    ? []
    : [toMessage({ role: "system", content: instructions }, "system")];
}
