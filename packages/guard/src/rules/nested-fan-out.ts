import type { GuardStep } from "../guard-step.ts";
import { insertByTime } from "../insert-by-time.ts";
import type { Rule } from "../rule.ts";

interface Asker {
  readonly startMs: number;
  readonly spanId: string;
  readonly name: string;
  readonly width: number;
  done: number;
}

const MAX_OPEN = 32;

/**
 * Sub-agents that start sub-agents that start sub-agents, by the same tool, all still at work. The tree is not known
 * while they run (parents arrive last), but it can be counted: one answer that started k of them has at most k answers
 * below it on the next level, so one more must be a level deeper.
 */
export function nestedFanOut(): Rule {
  const open: Asker[] = [];
  return (step, { limits }) => {
    if (limits.growingFanOut === null) return null;
    if (step.kind === "tool") finish(open, step);
    const [asked] = step.asks;
    if (step.kind !== "model" || asked === undefined || step.asks.length < 2) return null;
    if (step.asks.some(({ name }) => name !== asked.name)) return null;
    const asker = { startMs: step.startMs, spanId: step.spanId, name: asked.name, width: step.asks.length, done: 0 };
    insertByTime(open, asker, MAX_OPEN);
    const [root] = open;
    const calls = open.reduce((sum, { width, done }) => sum + width - done, 0);
    const isDeeper = root !== undefined && root.name === asker.name && open.length > 1 + root.width;
    if (!isDeeper || calls < limits.growingFanOut) return null;
    return {
      rule: "fan_out",
      severity: "critical",
      count: calls,
      spanIds: open.map(({ spanId }) => spanId),
      sentence: `calls of ${asker.name} start calls of ${asker.name} again: ${calls} are open at once, at least three levels deep`,
    };
  };
}

function finish(open: Asker[], step: GuardStep): void {
  const index = open.findLastIndex(({ name, startMs }) => name === step.name && startMs <= step.startMs);
  const asker = open[index];
  if (asker === undefined) return;
  asker.done++;
  if (asker.done >= asker.width) open.splice(index, 1);
}
