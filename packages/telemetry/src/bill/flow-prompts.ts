import type { Dimensions } from "../call.ts";
import type { BillingSpan } from "./billing-span.ts";
import { at, type TraceTree } from "./build-trace-tree.ts";
import type { Decision } from "./decision.ts";
import { isBoundary } from "./is-boundary.ts";

type Prompt = Pick<Partial<Dimensions>, "promptName" | "promptVersion">;

/** A prompt on its way down, and who said it. */
interface Flow {
  readonly prompt: Prompt;
  /** `entry`: a span of the application around the model work; it may still enter one agent. */
  readonly from: "nobody" | "entry" | "model";
}

const NO_FLOW: Flow = { prompt: {}, from: "nobody" };

/**
 * The prompt that reaches each call from above (semconv 2 rule 7): from a superseded wrapper of the same call, from the
 * roll-up directly around it (a step passes on what its agent says), or from the application's own span around the
 * work, into its agent. Never out of a tool, and never from one agent into another.
 */
export function flowPrompts(
  { spans, parent, topDown }: TraceTree,
  decisions: ReadonlyMap<string, Decision>,
): readonly Prompt[] {
  const reaching: Prompt[] = Array.from({ length: spans.length }, () => NO_FLOW.prompt);
  if (!spans.some(saysPrompt)) return reaching;
  const passedOn: Flow[] = Array.from({ length: spans.length }, () => NO_FLOW);
  for (const index of topDown) {
    const above = at(parent, index);
    const flow = above < 0 ? NO_FLOW : at(passedOn, above);
    const span = at(spans, index);
    if (span.role === "call") reaching[index] = flow.prompt;
    passedOn[index] = pass(span, flow, decisions.get(span.key)?.state === "superseded");
  }
  return reaching;
}

function saysPrompt({ identity: { own } }: BillingSpan): boolean {
  return Boolean(own.promptName || own.promptVersion);
}

function pass(span: BillingSpan, flow: Flow, isSuperseded: boolean): Flow {
  const { own } = span.identity;
  const isSaid = saysPrompt(span);
  switch (span.role) {
    case "call":
      return isSuperseded && isSaid ? { prompt: own, from: "model" } : flow;
    case "rollup":
      if (isSaid) return { prompt: own, from: "model" };
      if (flow.from === "entry") return isBoundary(span) ? { prompt: flow.prompt, from: "model" } : flow;
      return span.operation === "agent_step" ? flow : NO_FLOW;
    case "none":
      if (isBoundary(span)) return NO_FLOW;
      return isSaid ? { prompt: own, from: "entry" } : flow;
  }
}
