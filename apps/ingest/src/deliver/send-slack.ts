import type { AlertEvent } from "@spanledger/clickhouse";
import { eventLink } from "./event-link.ts";
import type { Message } from "./message.ts";
import { postJson } from "./post-json.ts";
import type { TargetPolicy } from "./resolve-target.ts";

const MAX_HEADER = 150;
const MAX_TEXT = 2_900;

/** Posts a message in Slack's blocks to an incoming webhook, or to anything that takes the same. */
export function sendSlack(message: Message, url: string, policy: TargetPolicy): Promise<number> {
  const body = JSON.stringify({ text: escaped(message.title), blocks: blocksOf(message) });
  return postJson({ url, body, headers: { "user-agent": "Spanledger", "idempotency-key": message.id } }, policy);
}

function blocksOf({ title, events, count, project, createdAtMs, publicUrl }: Message): object[] {
  const more = count - events.length;
  const foot = `Project ${escaped(project)} · ${new Date(createdAtMs).toISOString()}${more > 0 ? ` · and ${more} more` : ""}`;
  return [
    { type: "header", text: { type: "plain_text", text: title.slice(0, MAX_HEADER) } },
    ...events.map((event) => ({ type: "section", text: { type: "mrkdwn", text: lineOf(event, publicUrl) } })),
    { type: "context", elements: [{ type: "mrkdwn", text: foot }] },
  ];
}

function lineOf(event: AlertEvent, publicUrl: string): string {
  const { kind, severity, title, sentence } = event;
  const state =
    kind === "recovered" ? "Recovered" : severity === "info" ? "Note" : severity === "warning" ? "Warning" : "Critical";
  const link = eventLink(event, publicUrl);
  const end = link === "" ? "" : `\n<${escaped(link)}|Open in Spanledger>`;
  return `${`*${state}* · ${escaped(title)}\n${escaped(sentence)}`.slice(0, MAX_TEXT - end.length)}${end}`;
}

/** Slack reads only these three as markup. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
