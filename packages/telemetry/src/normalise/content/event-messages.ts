import type { AttributeValue, SpanEvent } from "../../span.ts";
import { isFields } from "./to-part.ts";
import { toText } from "./to-text.ts";

export interface EventMessages {
  readonly input: AttributeValue | undefined;
  readonly output: AttributeValue | undefined;
  readonly system: string;
  /** Events that are not messages. */
  readonly rest: readonly SpanEvent[];
}

const INPUT_ROLES: ReadonlyMap<string, string> = new Map([
  ["gen_ai.system.message", "system"],
  ["gen_ai.user.message", "user"],
  ["gen_ai.assistant.message", "assistant"],
  ["gen_ai.tool.message", "tool"],
]);

/** Messages that were sent as span events, in time order: the GenAI conventions before 1.37 and their JSON forerunner. */
export function eventMessages(events: readonly SpanEvent[]): EventMessages {
  const input: AttributeValue[] = [];
  const output: AttributeValue[] = [];
  const rest: SpanEvent[] = [];
  let system = "";
  const ordered = [...events].sort((left, right) =>
    left.timeNs < right.timeNs ? -1 : left.timeNs > right.timeNs ? 1 : 0,
  );
  for (const event of ordered) {
    const role = INPUT_ROLES.get(event.name);
    const details =
      event.name === "gen_ai.client.inference.operation.details" ||
      event.name === "gen_ai.content.prompt" ||
      event.name === "gen_ai.content.completion";
    if (role === "system") system ||= toText(event.attributes.get("content") ?? "");
    if (role !== undefined) input.push({ role, ...fields(event) });
    else if (event.name === "gen_ai.choice") output.push(choice(event));
    else if (!details) rest.push(event);
  }
  return {
    input: input.length > 0 ? input : firstOf(ordered, ["gen_ai.input.messages", "gen_ai.prompt"]),
    output: output.length > 0 ? output : firstOf(ordered, ["gen_ai.output.messages", "gen_ai.completion"]),
    system,
    rest,
  };
}

function fields(event: SpanEvent): Record<string, AttributeValue> {
  return Object.fromEntries(event.attributes);
}

function choice(event: SpanEvent): AttributeValue {
  const { message, ...rest } = fields(event);
  const reason = event.attributes.get("finish_reason");
  const body = message ?? rest["content"] ?? "";
  const inner = isFields(body) ? body : { content: body };
  return { role: "assistant", ...rest, ...inner, ...(reason === undefined ? {} : { finish_reason: reason }) };
}

function firstOf(events: readonly SpanEvent[], keys: readonly string[]): AttributeValue | undefined {
  for (const event of events) {
    for (const key of keys) {
      const value = event.attributes.get(key);
      if (value !== undefined && value !== null && value !== "") return value;
    }
  }
  return undefined;
}
