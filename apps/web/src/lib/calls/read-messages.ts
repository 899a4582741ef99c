/** One part of a message as the page shows it. */
export interface MessagePart {
  readonly kind: "text" | "reasoning" | "toolCall" | "toolResult" | "media" | "other";
  /** The tool's name, the medium, or the part's own type. */
  readonly title: string;
  /** Text, or what a tool got or gave as it was stored. */
  readonly text: string;
}

export interface Message {
  readonly role: string;
  readonly parts: readonly MessagePart[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Stored messages (JSON array of { role, parts[] }) for reading. Text that is no such JSON is shown as it is. */
export function readMessages(json: string, fallbackRole: string): readonly Message[] {
  if (json === "") return [];
  const parsed = parse(json);
  const list = Array.isArray(parsed) ? parsed : [isRecord(parsed) ? parsed : json];
  const messages = list.map((entry) => toMessage(entry, fallbackRole));
  return nameResults(messages, toolNames(list));
}

function toMessage(entry: unknown, fallbackRole: string): Message {
  if (!isRecord(entry)) return { role: fallbackRole, parts: [textPart(entry)] };
  // System instructions are stored as a list of parts without a role.
  const isPart = entry["role"] === undefined && entry["parts"] === undefined && typeof entry["type"] === "string";
  if (isPart) return { role: fallbackRole, parts: [toPart(entry)] };
  const role = typeof entry["role"] === "string" ? entry["role"] : fallbackRole;
  return { role, parts: partsOf(entry).map(toPart) };
}

function partsOf(message: Fields): readonly unknown[] {
  const body = message["parts"] ?? message["content"];
  const calls = Array.isArray(message["tool_calls"]) ? message["tool_calls"] : [];
  const own = Array.isArray(body) ? body : body === undefined || body === null || body === "" ? [] : [body];
  return own.length + calls.length === 0 ? [message] : [...own, ...calls.map(asToolCall)];
}

function asToolCall(call: unknown): unknown {
  if (!isRecord(call)) return call;
  const inner = isRecord(call["function"]) ? call["function"] : call;
  return { type: "tool_call", id: call["id"], name: inner["name"], arguments: inner["arguments"] };
}

function toPart(part: unknown): MessagePart {
  if (!isRecord(part)) return textPart(part);
  const type = textOf(part["type"]);
  const name = textOf(part["name"]);
  switch (type) {
    case "tool_call":
    case "tool_use":
      return { kind: "toolCall", title: name || "tool", text: raw(part["arguments"] ?? part["input"]) };
    case "tool_call_response":
    case "tool_result":
      return {
        kind: "toolResult",
        title: name || textOf(part["id"]) || textOf(part["tool_use_id"]) || "tool",
        text: raw(part["response"] ?? part["result"] ?? part["content"]),
      };
    case "reasoning":
    case "thinking":
      return { kind: "reasoning", title: "reasoning", text: raw(part["content"] ?? part["thinking"] ?? part["text"]) };
    default:
  }
  const medium = mediumOf(part, type);
  if (medium !== null) return medium;
  const content = part["content"] ?? part["text"];
  if (typeof content === "string") return { kind: "text", title: type === "text" ? "" : type, text: content };
  return { kind: "other", title: type, text: raw(part) };
}

const MEDIA = /^(image|image_url|input_image|audio|input_audio|video|file|input_file|document|blob|uri|media)$/;

/** What a picture, sound or file was, without its bytes. */
function mediumOf(part: Fields, type: string): MessagePart | null {
  if (!MEDIA.test(type)) return null;
  const holder = [part["image_url"], part["source"], part["file"], part["input_audio"], part].find(isRecord) ?? part;
  const mime = textOf(part["mime_type"]) || textOf(holder["media_type"]) || textOf(holder["mime_type"]);
  const modality = textOf(part["modality"]) || mime.split("/")[0] || type.replace(/^input_|_url$/g, "");
  const place = textOf(part["uri"]) || textOf(holder["url"]) || textOf(part["image_url"]) || textOf(part["file_id"]);
  const data = textOf(part["data"]) || textOf(holder["data"]) || (type === "blob" ? textOf(part["content"]) : "");
  const inline = place.startsWith("data:") ? place : data;
  const size = inline === "" ? "" : `${Math.max(1, Math.round((inline.length * 3) / 4 / 1024))} kB`;
  const facts = [mime, size, place.startsWith("data:") ? "" : place].filter((fact) => fact !== "");
  return {
    kind: "media",
    title: modality === "uri" || modality === "blob" ? "attachment" : modality,
    text: facts.join(", "),
  };
}

/** A result names its call by id only; the call in the same conversation knows the tool. */
function nameResults(messages: readonly Message[], names: ReadonlyMap<string, string>): readonly Message[] {
  if (names.size === 0) return messages;
  return messages.map((message) => ({
    ...message,
    parts: message.parts.map((part) =>
      part.kind === "toolResult" ? { ...part, title: names.get(part.title) ?? part.title } : part,
    ),
  }));
}

function toolNames(list: readonly unknown[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const part of list.filter(isRecord).flatMap(partsOf)) {
    if (isRecord(part) && typeof part["id"] === "string" && typeof part["name"] === "string")
      names.set(part["id"], part["name"]);
  }
  return names;
}

function textPart(value: unknown): MessagePart {
  return { kind: "text", title: "", text: raw(value) };
}

function raw(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
