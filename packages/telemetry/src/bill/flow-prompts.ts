import type { Dimensions } from "../call.ts";
import type { BillingSpan } from "./billing-span.ts";
import { at, type TraceTree } from "./build-trace-tree.ts";
import type { Decision } from "./decision.ts";
import { isBoundary } from "./is-boundary.ts";

type Prompt = Pick<Partial<Dimensions>, "promptName" | "promptVersion">;

const NO_PROMPT: Prompt = {};

/**
 * The prompt that reaches each span from above (semconv 2 rule 7): from a superseded wrapper of the same call, or from
 * the roll-up directly around it. A step passes on what its agent says; tools, sub-agents and other roll-ups do not.
 */
export function flowPrompts(
  { spans, parent, topDown }: TraceTree,
  decisions: ReadonlyMap<string, Decision>,
): readonly Prompt[] {
  const reaching: Prompt[] = Array.from({ length: spans.length }, () => NO_PROMPT);
  const passedOn: Prompt[] = Array.from({ length: spans.length }, () => NO_PROMPT);
  for (const index of topDown) {
    const above = at(parent, index);
    const fromAbove = above < 0 ? NO_PROMPT : at(passedOn, above);
    const span = at(spans, index);
    if (span.role === "call") reaching[index] = fromAbove;
    passedOn[index] = pass(span, fromAbove, decisions.get(span.key)?.state === "superseded");
  }
  return reaching;
}

function pass(span: BillingSpan, fromAbove: Prompt, isSuperseded: boolean): Prompt {
  const { own } = span.identity;
  const said = own.promptName || own.promptVersion ? own : NO_PROMPT;
  switch (span.role) {
    case "call":
      return isSuperseded && said !== NO_PROMPT ? said : fromAbove;
    case "rollup":
      return said !== NO_PROMPT || span.operation !== "agent_step" ? said : fromAbove;
    case "none":
      return isBoundary(span) ? NO_PROMPT : fromAbove;
  }
}
