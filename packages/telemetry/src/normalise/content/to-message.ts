import type { AttributeValue } from "../../span.ts";
import { json } from "../parse/json.ts";
import { isFields, toolCall, toPart, type Part } from "./to-part.ts";

export interface Message {
  readonly role: string;
  readonly parts: readonly Part[];
  readonly finish_reason?: string;
}

const ROLES: Readonly<Record<string, string>> = {
  human: "user",
  ai: "assistant",
  model: "assistant",
  function: "tool",
  developer: "system",
  HumanMessage: "user",
  AIMessage: "assistant",
  AIMessageChunk: "assistant",
  SystemMessage: "system",
  ToolMessage: "tool",
};

/** One message of any shape (OTel parts, chat completions, content blocks, Gemini, LangChain) in the OTel shape. */
export function toMessage(value: AttributeValue, defaultRole: string): Message | undefined {
  if (typeof value === "string")
    return value === "" ? undefined : { role: defaultRole, parts: [{ type: "text", content: value }] };
  if (!isFields(value)) return undefined;
  const wrapped = value["message"];
  if (isFields(wrapped))
    return withFinish(toMessage(wrapped, defaultRole), value["finish_reason"] ?? value["finishReason"]);
  const embedded = value["embedding"];
  if (isFields(embedded)) return toMessage(embedded["text"] ?? null, defaultRole);
  const serialised = value["kwargs"] ?? value["lc_kwargs"] ?? value["data"];
  if (isFields(serialised)) return toMessage({ role: langchainRole(value), ...serialised }, defaultRole);
  const role = text(value["role"]) ?? text(value["type"]) ?? defaultRole;
  const message = { role: ROLES[role] ?? (KNOWN_ROLES.has(role) ? role : defaultRole), parts: partsOf(value, role) };
  return message.parts.length === 0 ? undefined : withFinish(message, value["finish_reason"]);
}

const KNOWN_ROLES = new Set(["user", "assistant", "system", "tool"]);

function partsOf(value: Readonly<Record<string, AttributeValue>>, role: string): readonly Part[] {
  const body = blocks(value["parts"] ?? value["content"] ?? value["contents"] ?? value["text"]);
  const answered = value["tool_call_id"] ?? value["id"];
  const response = role === "tool" && answered !== undefined && value["parts"] === undefined;
  const parts: (Part | undefined)[] = response
    ? [{ type: "tool_call_response", id: answered ?? null, response: value["content"] ?? "" }]
    : body.map(toPart);
  const calls = value["tool_calls"] ?? value["toolCalls"];
  if (Array.isArray(calls) && !parts.some((part) => part?.["type"] === "tool_call")) parts.push(...calls.map(toolCall));
  if (parts.length === 0 && (value["type"] === "function_call" || value["type"] === "function_call_output"))
    parts.push(toPart(value));
  return parts.filter((part): part is Part => part !== undefined && part["content"] !== "");
}

/** Anthropic's content blocks arrive as JSON text in indexed keys. */
function blocks(content: AttributeValue | undefined): readonly AttributeValue[] {
  if (typeof content === "string") {
    const parsed = content.startsWith("[{") ? json(content) : undefined;
    return Array.isArray(parsed) ? parsed : content === "" ? [] : [content];
  }
  return Array.isArray(content) ? content : isFields(content) ? [content] : [];
}

function langchainRole(value: Readonly<Record<string, AttributeValue>>): string {
  const path = value["id"];
  const name = Array.isArray(path) ? path.at(-1) : value["type"];
  return typeof name === "string" ? (ROLES[name] ?? "user") : "user";
}

function withFinish(message: Message | undefined, reason: AttributeValue | undefined): Message | undefined {
  return message === undefined || typeof reason !== "string" || reason === ""
    ? message
    : { ...message, finish_reason: reason };
}

function text(value: AttributeValue | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
