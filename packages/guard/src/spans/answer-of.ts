export interface Answer {
  readonly text: string;
  readonly asks: readonly { readonly name: string; readonly arguments: string }[];
}

interface Part {
  readonly type?: unknown;
  readonly content?: unknown;
  readonly name?: unknown;
  readonly arguments?: unknown;
}

const NO_ANSWER: Answer = { text: "", asks: [] };

/** The text of an answer and the tools it asks for. `messages` is the JSON of `Content.outputMessages`. */
export function answerOf(messages: string): Answer {
  const parts = partsOf(messages);
  if (parts.length === 0) return NO_ANSWER;
  let text = "";
  const asks: { name: string; arguments: string }[] = [];
  for (const { type, content, name, arguments: given } of parts) {
    if (type === "text" && typeof content === "string" && content !== "")
      text += text === "" ? content : `\n${content}`;
    if (type === "tool_call" && typeof name === "string")
      asks.push({ name, arguments: typeof given === "string" ? given : JSON.stringify(given ?? {}) });
  }
  return { text, asks };
}

function partsOf(messages: string): readonly Part[] {
  if (messages === "") return [];
  try {
    const list: unknown = JSON.parse(messages);
    if (!Array.isArray(list)) return [];
    return list.flatMap((message: { readonly parts?: unknown } | null) =>
      Array.isArray(message?.parts) ? (message.parts as readonly Part[]) : [],
    );
  } catch {
    return [];
  }
}
