import type { Draft } from "../finding.ts";
import type { GuardStep } from "../guard-step.ts";
import { insertByTime } from "../insert-by-time.ts";
import type { Rule } from "../rule.ts";

interface Burst {
  readonly startMs: number;
  endMs: number;
  readonly name: string;
  readonly names: Set<string>;
  readonly parentSpanId: string;
  readonly spanIds: string[];
  width: number;
}

/** Calls of one burst start while another of them runs, or right after it. */
const GAP_MS = 5;
const MAX_BURSTS = 16;
const MAX_SPAN_IDS = 32;
/** Three bursts, each wider than the one before, the last by this factor over the first; or five. */
const GROWTH = 1.7;
const LONG_GROWTH = 5;

/** Calls in parallel, started by one answer: far too many, or more from step to step. One wide step is no finding. */
export function fanOut(): Rule {
  const bursts: Burst[] = [];
  let hasAsks = false;
  return (step, { limits }) => {
    const asked = step.kind === "model" ? step.asks.length : 0;
    hasAsks ||= asked > 0;
    if (asked === 0 && (hasAsks || step.kind !== "tool")) return null;
    const burst = asked > 0 ? open(bursts, step, asked) : join(bursts, step);
    if (limits.fanOut !== null && burst.width > limits.fanOut)
      return draft([burst], `one answer started ${burst.width} calls of ${burst.name} in parallel`);
    if (limits.growingFanOut === null || burst.width < limits.growingFanOut) return null;
    const last = growingTail(bursts.filter(({ width }) => width > 1));
    if (!isGrowing(last)) return null;
    const widths = last.map(({ width }) => width).join(", ");
    return draft(last, `the answers start ever more calls in parallel: ${widths} of ${burst.name}`);
  };
}

function open(bursts: Burst[], step: GuardStep, width: number): Burst {
  const { startMs, endMs, spanId, parentSpanId, asks } = step;
  const names = new Set(asks.map(({ name }) => name));
  const burst = { startMs, endMs, name: asks[0]?.name ?? "", names, parentSpanId, spanIds: [spanId], width };
  insertByTime(bursts, burst, MAX_BURSTS);
  return burst;
}

function join(bursts: Burst[], step: GuardStep): Burst {
  const found = bursts.findLast(
    (burst) =>
      burst.parentSpanId === step.parentSpanId &&
      step.startMs <= burst.endMs + GAP_MS &&
      step.endMs >= burst.startMs - GAP_MS,
  );
  if (found === undefined) return open(bursts, { ...step, asks: [{ name: step.name, arguments: "" }] }, 1);
  found.width++;
  found.names.add(step.name);
  found.endMs = Math.max(found.endMs, step.endMs);
  if (found.spanIds.length < MAX_SPAN_IDS) found.spanIds.push(step.spanId);
  return found;
}

/** The newest bursts that are each wider than the one before, of a tool that the one before had too. */
function growingTail(bursts: readonly Burst[]): readonly Burst[] {
  let from = bursts.length - 1;
  while (from > 0 && isWider(bursts[from], bursts[from - 1])) from--;
  return bursts.slice(Math.max(0, from)).slice(-LONG_GROWTH);
}

function isWider(later: Burst | undefined, earlier: Burst | undefined): boolean {
  if (later === undefined || earlier === undefined || later.width <= earlier.width) return false;
  return [...later.names].some((name) => earlier.names.has(name));
}

function isGrowing(tail: readonly Burst[]): boolean {
  const widest = tail.at(-1)?.width ?? 0;
  return tail.length >= LONG_GROWTH || (tail.length >= 3 && widest >= GROWTH * (tail.at(-3)?.width ?? 0));
}

function draft(bursts: readonly Burst[], sentence: string): Draft {
  const spanIds = bursts.flatMap((burst) => burst.spanIds).slice(-MAX_SPAN_IDS);
  return { rule: "fan_out", severity: "critical", count: bursts.at(-1)?.width ?? 0, spanIds, sentence };
}
