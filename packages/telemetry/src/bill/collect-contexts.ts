import type { Dimensions } from "../call.ts";
import { at, type TraceTree } from "./build-trace-tree.ts";

/** What a span and its ancestors say, the nearest winning. */
export interface Context {
  readonly own: Partial<Dimensions>;
  readonly trace: Partial<Dimensions>;
  readonly derived: Partial<Dimensions>;
  /** Name of the outermost agent: a feature where nothing names one; the agents inside are its parts. */
  readonly rootAgent: string;
  /** Path of the request, the weakest name of a feature. */
  readonly route: string;
}

export function collectContexts({ spans, parent, topDown }: TraceTree): readonly Context[] {
  const contexts: Context[] = Array.from({ length: spans.length }, () => EMPTY);
  for (const index of topDown) {
    const above = at(parent, index);
    const outer = above < 0 ? EMPTY : at(contexts, above);
    const { own, trace, derived } = at(spans, index).identity;
    if (!saysSomething(own) && !saysSomething(trace) && !saysSomething(derived)) {
      contexts[index] = outer;
      continue;
    }
    const feature = derived.feature ?? "";
    const isRoute = feature.startsWith("/");
    const isAgent = feature !== "" && feature === (own.agent ?? outer.own.agent);
    contexts[index] = {
      own: overlay(outer.own, own),
      trace: overlay(outer.trace, trace),
      derived: overlay(outer.derived, isRoute || isAgent ? { ...derived, feature: "" } : derived),
      rootAgent: outer.rootAgent || own.agent || "",
      route: isRoute ? feature : outer.route,
    };
  }
  return contexts;
}

const EMPTY: Context = { own: {}, trace: {}, derived: {}, rootAgent: "", route: "" };

function saysSomething(part: Partial<Dimensions>): boolean {
  for (const _ in part) return true;
  return false;
}

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
