/** One part of a message as the page shows it. */
export interface MessagePart {
  readonly kind: "text" | "toolCall" | "toolResult" | "other";
  readonly title: string;
  readonly text: string;
}

export interface Message {
  readonly role: string;
  readonly parts: readonly MessagePart[];
}

/** Stored messages (JSON array of { role, parts[] }) for reading. Text that is no such JSON is shown as it is. */
export function readMessages(json: string, fallbackRole: string): readonly Message[] {
  if (json === "") return [];
  const parsed = parse(json);
  if (!Array.isArray(parsed))
    return [
      { role: fallbackRole, parts: [{ kind: "text", title: "", text: typeof parsed === "string" ? parsed : json }] },
    ];
  return parsed.map((entry) => toMessage(entry, fallbackRole));
}

function toMessage(entry: unknown, fallbackRole: string): Message {
  if (!isRecord(entry)) return { role: fallbackRole, parts: [textPart(entry)] };
  const role = typeof entry["role"] === "string" ? entry["role"] : fallbackRole;
  const parts = Array.isArray(entry["parts"]) ? entry["parts"] : [entry["content"] ?? entry];
  return { role, parts: parts.map(toPart) };
}

function toPart(part: unknown): MessagePart {
  if (!isRecord(part)) return textPart(part);
  const name = typeof part["name"] === "string" ? part["name"] : "";
  const type = typeof part["type"] === "string" ? part["type"] : "";
  if (part["type"] === "tool_call") return { kind: "toolCall", title: name || "tool", text: pretty(part["arguments"]) };
  if (part["type"] === "tool_call_response")
    return { kind: "toolResult", title: name || "tool", text: pretty(part["response"] ?? part["result"]) };
  const content = part["content"] ?? part["text"];
  if (typeof content === "string") return { kind: "text", title: type === "text" ? "" : type, text: content };
  return { kind: "other", title: type, text: pretty(part) };
}

function textPart(value: unknown): MessagePart {
  return { kind: "text", title: "", text: typeof value === "string" ? value : pretty(value) };
}

/** JSON for reading; text stays as it is. */
export function pretty(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value !== "string") return JSON.stringify(value, null, 2);
  const parsed = parse(value);
  return typeof parsed === "object" && parsed !== null ? JSON.stringify(parsed, null, 2) : value;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
