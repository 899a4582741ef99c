import type { AttributeValue } from "../../span.ts";
import { INDEXED_GROUPS } from "../classify-key.ts";
import type { Field } from "../precedence/index.ts";
import type { Gathered } from "../gather.ts";
import { assembleAnswer } from "./assemble-answer.ts";
import { nestLeaves } from "./nest-leaves.ts";

export type ContentField = Extract<
  Field,
  | "system_instructions"
  | "input_messages"
  | "output_messages"
  | "tool_definitions"
  | "tool_arguments"
  | "tool_result"
  | "retrieval_documents"
  | "rerank_input_documents"
>;

/** The winning source of a content field, lists over keys included; what it took is added to `used`. */
export function pickContent(gathered: Gathered, field: ContentField, used: string[]): AttributeValue | undefined {
  const single = gathered.evidence.read(field, present);
  const group = bestGroup(gathered, field);
  if (group !== undefined && (single === undefined || group.rank < single.slot.rank)) {
    used.push(group.prefix);
    return nestLeaves(gathered.indexed.get(group.prefix) ?? []);
  }
  if (single === undefined) return undefined;
  used.push(single.slot.key);
  return field === "output_messages"
    ? assembleAnswer(gathered, { key: single.slot.key, value: single.value, used })
    : single.value;
}

function bestGroup(
  gathered: Gathered,
  field: ContentField,
): { readonly prefix: string; readonly rank: number } | undefined {
  if (gathered.indexed.size === 0) return undefined;
  let best: { readonly prefix: string; readonly rank: number } | undefined;
  for (const prefix of gathered.indexed.keys()) {
    const slot = INDEXED_GROUPS.get(prefix);
    if (slot?.field === field && (best === undefined || slot.rank < best.rank)) best = { prefix, rank: slot.rank };
  }
  return best;
}

function present(value: AttributeValue | undefined): AttributeValue | undefined {
  return value === null || value === "" || value === "N/A" ? undefined : value;
}
