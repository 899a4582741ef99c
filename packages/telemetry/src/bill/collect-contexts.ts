import type { Dimensions } from "../call.ts";
import { at, type TraceTree } from "./build-trace-tree.ts";

/** What a span and its ancestors say, the nearest winning. */
export interface Context {
  readonly own: Partial<Dimensions>;
  readonly trace: Partial<Dimensions>;
  readonly derived: Partial<Dimensions>;
  /** A feature that is only the name of an agent: the outermost agent is the feature, the inner ones are its parts. */
  readonly agentFeature: string;
}

export function collectContexts({ spans, parent, topDown }: TraceTree): readonly Context[] {
  const contexts: Context[] = Array.from({ length: spans.length }, () => EMPTY);
  for (const index of topDown) {
    const above = at(parent, index);
    const outer = above < 0 ? EMPTY : at(contexts, above);
    const { identity } = at(spans, index);
    const agent = identity.own.agent ?? outer.own.agent ?? "";
    const isAgentName = agent !== "" && identity.derived.feature === agent;
    contexts[index] = {
      own: overlay(outer.own, identity.own),
      trace: overlay(outer.trace, identity.trace),
      derived: isAgentName ? outer.derived : overlay(outer.derived, identity.derived),
      agentFeature: outer.agentFeature || (isAgentName ? agent : ""),
    };
  }
  return contexts;
}

const EMPTY: Context = { own: {}, trace: {}, derived: {}, agentFeature: "" };

/** Shares the outer object as long as nothing is added: most spans say nothing new. */
function overlay(outer: Partial<Dimensions>, inner: Partial<Dimensions>): Partial<Dimensions> {
  let result = outer;
  for (const key in inner) {
    const name = key as keyof Dimensions;
    const value = inner[name];
    if (!value || value === result[name]) continue;
    if (result === outer) result = { ...outer };
    (result as Record<keyof Dimensions, string>)[name] = value;
  }
  return result;
}
