import type { GuardStep } from "../guard-step.ts";
import { insertByTime } from "../insert-by-time.ts";
import type { Rule } from "../rule.ts";

interface Asker {
  readonly startMs: number;
  readonly endMs: number;
  readonly spanId: string;
  readonly parentSpanId: string;
  /** What the prompt of the answer's own next call has at least. */
  readonly nextTokens: number;
  readonly name: string;
  readonly width: number;
  done: number;
}

const MAX_OPEN = 32;
/** Share of an answer's tokens that come back in the next prompt: reasoning does not. */
const HISTORY = 0.5;

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
    if (step.kind === "model") goOn(open, step);
    const [asked] = step.asks;
    if (step.kind !== "model" || asked === undefined || step.asks.length < 2) return null;
    if (step.asks.some(({ name }) => name !== asked.name)) return null;
    const asker = askerOf(step, asked.name);
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

function askerOf(step: GuardStep, name: string): Asker {
  const { startMs, endMs, spanId, parentSpanId, inputTokens, outputTokens } = step;
  const nextTokens = inputTokens === null ? Number.POSITIVE_INFINITY : inputTokens + (outputTokens ?? 0) * HISTORY;
  return { startMs, endMs, spanId, parentSpanId, nextTokens, name, width: step.asks.length, done: 0 };
}

/** Where tools have no spans, the next call of the same conversation shows that they have answered. */
function goOn(open: Asker[], step: GuardStep): void {
  const index = open.findLastIndex(
    ({ endMs, parentSpanId, nextTokens }) =>
      endMs <= step.startMs &&
      ((parentSpanId !== "" && parentSpanId === step.parentSpanId) || (step.inputTokens ?? 0) >= nextTokens),
  );
  if (index >= 0) open.splice(index, 1);
}

function finish(open: Asker[], step: GuardStep): void {
  // What an answer asks for stands in for its tools' spans where there are none: nothing has finished.
  if (open.some(({ spanId }) => spanId === step.spanId)) return;
  const index = open.findLastIndex(({ name, startMs }) => name === step.name && startMs <= step.startMs);
  const asker = open[index];
  if (asker === undefined) return;
  asker.done++;
  if (asker.done >= asker.width) open.splice(index, 1);
}
