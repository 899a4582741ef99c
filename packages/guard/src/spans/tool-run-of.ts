import { answerOf } from "./answer-of.ts";
import type { StepSource } from "./step-source.ts";

export interface ToolRun {
  /** "" when the result does not name its tool. */
  readonly name: string;
  readonly arguments: string;
  /** Free of the framework's own wrapping. */
  readonly result: string;
  /** The wrapping says so, whatever the span's status. */
  readonly isError: boolean;
}

const NAME_PREFIXES = ["execute_tool ", "tools/call "];

/** Arguments and result of a tool's span; some frameworks send them as the messages of a model call. */
export function toolRunOf(source: StepSource): ToolRun {
  const given = source.toolArguments || answerOf(source.inputMessages).text;
  const sent = source.toolResult || answerOf(source.outputMessages).text;
  const unwrapped = sent.startsWith("{") || sent.startsWith("[") ? unwrap(sent) : null;
  return { name: "", isError: false, arguments: given, result: sent, ...unwrapped };
}

/** The tool's name where the attributes have none. */
export function toolNameOf({ toolName, name }: StepSource): string {
  if (toolName !== "") return toolName;
  const prefix = NAME_PREFIXES.find((start) => name.startsWith(start)) ?? "";
  return name.slice(prefix.length);
}

/** LangChain's ToolMessage (which has the tool's name and an id that differs each time), and lists of text blocks. */
function unwrap(sent: string): Partial<ToolRun> | null {
  if (sent.startsWith('[{"type":"text"')) return { result: blocksText(parse(sent)) ?? sent };
  if (!sent.includes('"ToolMessage"')) return null;
  const value = parse(sent) as Wrapped | null;
  const message = value?.output?.kwargs ?? value?.kwargs;
  if (message === undefined) return null;
  const { content, name, status } = message;
  return {
    name: typeof name === "string" ? name : "",
    result: typeof content === "string" ? content : (blocksText(content) ?? JSON.stringify(content ?? "")),
    isError: status === "error",
  };
}

interface Wrapped {
  readonly kwargs?: { readonly content?: unknown; readonly name?: unknown; readonly status?: unknown };
  readonly output?: Wrapped;
}

function blocksText(value: unknown): string | null {
  if (!Array.isArray(value)) return null;
  const texts = value.map((block: { readonly text?: unknown } | null) => block?.text);
  return texts.every((text) => typeof text === "string") ? texts.join("\n") : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
