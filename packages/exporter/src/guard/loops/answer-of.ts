import type { Attributes } from "@opentelemetry/api";

/** What a model said. */
export interface Answer {
  readonly text: string;
  /** It asks for tools, so that the turn goes on. */
  readonly asks: boolean;
}

const MAX_PARSED_LENGTH = 65_536;
const MESSAGE_LISTS = ["gen_ai.output.messages", "genkit:output", "output.value"];
const TEXTS = ["ai.response.text", "gen_ai.completion.0.content", "llm.output_messages.0.message.content"];
const CALL_LISTS = ["ai.response.toolCalls", "gen_ai.response.tool_calls"];

/** Reads the answer of a model span; long ones are looked at no further. */
export function answerOf(attributes: Attributes): Answer {
  const into = { texts: [] as string[], asks: false };
  const { texts } = into;
  for (const key of TEXTS) {
    const value = attributes[key];
    if (typeof value === "string") texts.push(value);
  }
  for (const key of texts.length > 0 ? CALL_LISTS : [...CALL_LISTS, ...MESSAGE_LISTS]) {
    const value = attributes[key];
    if (typeof value !== "string" || value === "" || value.length > MAX_PARSED_LENGTH) continue;
    collect(parsed(value), into, 0);
    if (into.asks || texts.length > 0) break;
  }
  return { text: texts.join("\n"), asks: into.asks };
}

const MAX_DEPTH = 8;

/** Walks through messages, parts and tool calls of any known shape. */
function collect(value: unknown, into: { texts: string[]; asks: boolean }, depth: number): void {
  if (depth > MAX_DEPTH || typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, into, depth + 1);
    return;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  const call = (fields["function"] ?? fields["functionCall"] ?? fields["toolRequest"] ?? fields) as typeof fields;
  if (typeof (call["toolName"] ?? call["name"]) === "string" && (call["arguments"] ?? call["args"] ?? call["input"])) {
    into.asks = true;
    return;
  }
  const said = fields["text"] ?? fields["content"];
  if (typeof said === "string") into.texts.push(said);
  for (const inner of Object.values(fields)) collect(inner, into, depth + 1);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
