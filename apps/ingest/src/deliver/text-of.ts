import type { Message } from "./message.ts";

/** A message as plain text, a paragraph per event. */
export function textOf({ events, count }: Message): string {
  const paragraphs = events.map(({ title, sentence, kind, atMs }) => {
    const head = `${kind === "recovered" ? "Recovered: " : ""}${title}`;
    return [head, sentence, new Date(atMs).toISOString()].filter((line) => line !== "").join("\n");
  });
  const more = count - events.length;
  if (more > 0) paragraphs.push(`And ${more} more: see Budgets, alert history.`);
  return paragraphs.join("\n\n");
}
