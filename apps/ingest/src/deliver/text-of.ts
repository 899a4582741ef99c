import { eventLink } from "./event-link.ts";
import type { Message } from "./message.ts";

/** A message as plain text, a paragraph per event. */
export function textOf({ events, count, publicUrl }: Message): string {
  const paragraphs = events.map((event) => {
    const { title, sentence, kind, atMs } = event;
    const head = `${kind === "recovered" ? "Recovered: " : ""}${title}`;
    return [head, sentence, new Date(atMs).toISOString(), eventLink(event, publicUrl)]
      .filter((line) => line !== "")
      .join("\n");
  });
  const more = count - events.length;
  if (more > 0) paragraphs.push(`And ${more} more: see Budgets, alert history.`);
  return paragraphs.join("\n\n");
}
