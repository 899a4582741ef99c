import type { AttributeValue } from "../../span.ts";

export type Part = Readonly<Record<string, AttributeValue>>;
type Fields = Readonly<Record<string, AttributeValue>>;

/** One content block of any provider as a part: text, reasoning, tool_call, tool_call_response, or itself. */
export function toPart(block: AttributeValue): Part | undefined {
  if (typeof block === "string") return { type: "text", content: block };
  if (!isFields(block)) return undefined;
  const wrapped = block["tool_call"];
  if (isFields(wrapped)) return toolCall(wrapped);
  const inner = block["message_content"];
  if (isFields(inner)) return toPart(inner);
  return typed(block) ?? untyped(block) ?? { ...block, type: block["type"] ?? "other" };
}

/** A tool call in any spelling: OpenAI, Anthropic, AI SDK, Bedrock, Gemini, indexed keys. */
export function toolCall(call: AttributeValue): Part | undefined {
  if (!isFields(call)) return undefined;
  const inner = call["tool_call"];
  if (isFields(inner)) return toolCall(inner);
  const named = isFields(call["function"]) ? call["function"] : call;
  return part("tool_call", {
    id: first(call, ["id", "toolCallId", "toolUseId", "call_id"]),
    name: first(named, ["name", "toolName"]),
    arguments: first(named, ["arguments", "input", "args"]),
  });
}

export function isFields(value: AttributeValue | undefined): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

function typed(block: Fields): Part | undefined {
  const type = block["type"];
  if (typeof type !== "string") return undefined;
  if (TEXT_TYPES.has(type)) return { type: "text", content: first(block, ["content", "text"]) ?? "" };
  if (REASONING_TYPES.has(type)) return { type: "reasoning", content: first(block, REASONING_KEYS) ?? "" };
  if (CALL_TYPES.has(type)) return toolCall(block);
  return RESULT_TYPES.has(type) ? toolResponse(block) : undefined;
}

const TEXT_TYPES = new Set(["text", "input_text", "output_text"]);
const REASONING_TYPES = new Set(["thinking", "reasoning"]);
const REASONING_KEYS = ["content", "thinking", "reasoning", "text", "summary"];
const CALL_TYPES = new Set(["tool_use", "tool-call", "function_call"]);
const RESULT_TYPES = new Set(["tool_result", "tool-result", "function_call_output"]);

/** Gemini and Bedrock name the block by its only key. */
function untyped(block: Fields): Part | undefined {
  if (block["type"] !== undefined) return undefined;
  if (typeof block["text"] === "string") {
    return { type: block["thought"] === true ? "reasoning" : "text", content: block["text"] };
  }
  const call = block["functionCall"] ?? block["toolUse"] ?? block["toolRequest"] ?? block["function_call"];
  if (call !== undefined) return toolCall(renamed(call));
  const response =
    block["functionResponse"] ?? block["toolResult"] ?? block["toolResponse"] ?? block["function_response"];
  return isFields(response) ? toolResponse(response) : undefined;
}

function renamed(call: AttributeValue): AttributeValue {
  return isFields(call) && call["ref"] !== undefined ? { ...call, id: call["ref"] } : call;
}

function toolResponse(block: Fields): Part {
  return part("tool_call_response", {
    id: first(block, ["id", "tool_use_id", "toolCallId", "toolUseId", "call_id", "ref", "tool_call_id"]),
    response: first(block, ["response", "content", "output", "result"]),
  });
}

function part(type: string, fields: Readonly<Record<string, AttributeValue | undefined>>): Part {
  const present: Record<string, AttributeValue> = { type };
  for (const name in fields) if (fields[name] !== undefined) present[name] = fields[name];
  return present;
}

function first(block: Fields, keys: readonly string[]): AttributeValue | undefined {
  for (const key of keys) {
    const value = block[key];
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}
