import type { Call } from "../../src/call.ts";
import type { TruthCall } from "./read-scenario.ts";

interface Message {
  readonly role: string;
  readonly parts: readonly Readonly<Record<string, unknown>>[];
}

const ROLES = new Set(["user", "assistant", "system", "tool"]);
const VECTOR = /-?0\.\d+,\s*-?0\.\d+,\s*-?0\.\d+,\s*-?0\.\d+,\s*-?0\.\d+/;

/** The model's answer and the tools it asked for must be among the call's messages, if the span has them at all. */
export function checkMessages(call: Call, truth: TruthCall): readonly string[] {
  const [input, output] = [call.content.inputMessages, call.content.outputMessages].map(parse);
  const parts = (output ?? []).flatMap((message) => message.parts);
  const answer = truth.output_text ?? "";
  const written = JSON.stringify(answer).slice(1, -1);
  const isKept = answer === "" || JSON.stringify(parts).includes(written);
  const tools = parts.filter((part) => part["type"] === "tool_call").map((part) => part["name"]);
  const wanted = truth.tool_calls.map((tool) => tool.name);
  const strangers = [...(input ?? []), ...(output ?? [])].filter(({ role }) => !ROLES.has(role));
  return [
    ...(isKept || !isOnSpan(call, answer) ? [] : ["the answer is not among the messages"]),
    ...(tools.length === 0 || JSON.stringify(tools) === JSON.stringify(wanted) ? [] : [`tools are ${tools.join()}`]),
    ...strangers.map(({ role }) => `unknown role ${role}`),
  ];
}

/** Vectors must be gone, and nothing large may be among the attributes. */
export function checkAttributes(call: Call): readonly string[] {
  const kept = [...call.attributes.values(), ...Object.values(call.content)];
  const large = [...call.attributes].filter(([, value]) => value.length > 1_024);
  return [
    ...(kept.some((value) => VECTOR.test(value)) ? [`${call.span.name} keeps a vector`] : []),
    ...large.map(([key]) => `${key} is too large for an attribute`),
  ];
}

function isOnSpan(call: Call, answer: string): boolean {
  const escaped = JSON.stringify(answer).slice(1, -1);
  const twice = JSON.stringify(escaped).slice(1, -1);
  return [...call.span.attributes.values()].some((value) => {
    const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
    return text.includes(answer) || text.includes(escaped) || text.includes(twice);
  });
}

function parse(text: string): readonly Message[] {
  return text === "" ? [] : (JSON.parse(text) as readonly Message[]);
}
