import type { AttributeValue } from "../../span.ts";
import type { Gathered } from "../gather.ts";
import { json } from "../parse/json.ts";
import { isFields } from "./to-part.ts";

const FAMILIES = [
  {
    text: "ai.response.text",
    calls: "ai.response.toolCalls",
    reasoning: "ai.response.reasoning",
    object: "ai.response.object",
  },
  {
    text: "ai.result.text",
    calls: "ai.result.toolCalls",
    reasoning: "ai.result.reasoning",
    object: "ai.result.object",
  },
  {
    text: "gen_ai.response.text",
    calls: "gen_ai.response.tool_calls",
    reasoning: "",
    object: "gen_ai.response.object",
  },
] as const;

interface Answer {
  readonly key: string;
  readonly value: AttributeValue;
  readonly used: string[];
}

/** Some dialects spread one answer over text, tool calls, reasoning and object: put it together again. */
export function assembleAnswer(gathered: Gathered, answer: Answer): AttributeValue {
  const family = FAMILIES.find(
    ({ text, calls, object }) => answer.key === text || answer.key === calls || answer.key === object,
  );
  if (family === undefined) return answer.value;
  const take = (key: string): AttributeValue | undefined => {
    const value = gathered.content.get(key) ?? gathered.evidence.facts.attributes.get(key);
    if (value !== undefined) answer.used.push(key);
    return value === "" || value === null ? undefined : value;
  };
  const reasoning = take(family.reasoning);
  const text = take(family.text) ?? take(family.object);
  const calls = json(take(family.calls));
  const parts = [
    ...(typeof reasoning === "string" ? [{ type: "reasoning", content: reasoning }] : []),
    ...(text === undefined ? [] : [{ type: "text", content: unquoted(text) }]),
    ...(Array.isArray(calls)
      ? calls.flatMap((call: AttributeValue) => (isFields(call) ? [{ ...call, type: "tool-call" }] : []))
      : []),
  ];
  return parts.length === 0 ? "" : [{ role: "assistant", parts }];
}

function unquoted(value: AttributeValue): AttributeValue {
  const list = typeof value === "string" && value.startsWith("[") ? json(value) : value;
  return Array.isArray(list) && list.every((item) => typeof item === "string") ? list.join("\n") : value;
}
