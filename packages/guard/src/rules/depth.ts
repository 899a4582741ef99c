import type { Rule } from "../rule.ts";

const MAX_AGENTS = 512;

/** Agents inside one another. Parents arrive after their children, so this is found when a chain has ended. */
export function depth(): Rule {
  const below = new Map<string, number>();
  return (step, { limits }) => {
    if (limits.depth === null) return null;
    const isAgent = step.kind === "agent";
    const own = (below.get(step.spanId) ?? 0) + (isAgent ? 1 : 0);
    below.delete(step.spanId);
    if (own === 0) return null;
    if (below.size < MAX_AGENTS) below.set(step.parentSpanId, Math.max(own, below.get(step.parentSpanId) ?? 0));
    if (own <= limits.depth) return null;
    return {
      rule: "depth",
      severity: "warning",
      count: own,
      spanIds: [step.spanId],
      sentence: `${own} agents run inside one another, the limit is ${limits.depth}`,
    };
  };
}
