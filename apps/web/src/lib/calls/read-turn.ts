import { readMessages, type Message } from "./read-messages.ts";

/** What one trace of a conversation was asked and answered, cut to what a page shows. "" when it is not known. */
export interface Turn {
  readonly asked: string;
  readonly answered: string;
}

const MAX_LENGTH = 4000;

/** The last words of the user and the last text of the model. */
export function readTurn(stored: { readonly asked: string; readonly answered: string }): Turn {
  const asked = readMessages(stored.asked, "user");
  const answered = readMessages(stored.answered, "assistant");
  return {
    asked: textOf(asked.findLast(({ role, parts }) => role === "user" && hasText(parts)) ?? asked.at(-1)),
    answered: textOf(answered.findLast(({ parts }) => hasText(parts)) ?? answered.at(-1)),
  };
}

function hasText(parts: Message["parts"]): boolean {
  return parts.some(({ kind, text }) => kind === "text" && text.trim() !== "");
}

function textOf(message: Message | undefined): string {
  const parts = message?.parts ?? [];
  const text = parts
    .map((part) =>
      part.kind === "text" ? part.text : part.kind === "toolCall" ? `calls ${part.title}` : `[${part.title}]`,
    )
    .join("\n");
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}
