import type { Content } from "../../call.ts";
import type { AttributeValue, Span, SpanEvent } from "../../span.ts";
import type { Gathered } from "../gather.ts";
import { eventMessages } from "./event-messages.ts";
import { otherContent } from "./other-content.ts";
import { pickContent, type ContentField } from "./pick-content.ts";
import { toDocuments } from "./to-documents.ts";
import { toMessages } from "./to-messages.ts";
import { toText } from "./to-text.ts";
import { toToolDefinitions } from "./to-tool-definitions.ts";

/** Everything personal on a span, in the shape it is stored in. */
export function buildContent(
  span: Span,
  gathered: Gathered,
  given: { readonly isTool: boolean; readonly message: string },
): Content {
  if (gathered.content.size === 0 && gathered.indexed.size === 0 && span.events.length === 0)
    return { ...EMPTY, statusMessage: given.message };
  const used: string[] = [];
  const taken: string[] = [];
  const pick = (field: ContentField): AttributeValue | undefined => {
    const value = pickContent(gathered, field, used);
    if (value !== undefined) taken.push(field);
    return value;
  };
  const events = span.events.length === 0 ? undefined : eventMessages(span.events);
  const toolArguments = text(pick("tool_arguments"));
  const toolResult = text(pick("tool_result"));
  const tool = given.isTool && (toolArguments !== "" || toolResult !== "");
  const messages = tool
    ? { input: "", output: "" }
    : {
        input: toMessages(pick("input_messages") ?? events?.input, "user"),
        output: toMessages(pick("output_messages") ?? events?.output, "assistant"),
      };
  const content = {
    inputMessages: messages.input,
    outputMessages: messages.output,
    systemInstructions: text(pick("system_instructions")) || (events?.system ?? ""),
    toolDefinitions: toToolDefinitions(pick("tool_definitions")),
    toolArguments,
    toolResult,
    documents: toDocuments(pick("retrieval_documents") ?? pick("rerank_input_documents")),
    statusMessage: given.message,
    other: "",
  };
  content.other = otherContent(gathered, { used, taken, kept: content, events: events?.rest ?? NO_EVENTS });
  return content;
}

const NO_EVENTS: readonly SpanEvent[] = [];

const EMPTY: Content = {
  inputMessages: "",
  outputMessages: "",
  systemInstructions: "",
  toolDefinitions: "",
  toolArguments: "",
  toolResult: "",
  documents: "",
  statusMessage: "",
  other: "",
};

function text(value: AttributeValue | undefined): string {
  return value === undefined ? "" : toText(value);
}
