import { areModelsCompatible } from "./are-models-compatible.ts";
import { promptSize } from "./have-equal-tokens.ts";
import { at, type TraceTree } from "./build-trace-tree.ts";
import type { Ancestry } from "./create-ancestry.ts";
import { compareIds, type TwinContext } from "./find-twin-edges.ts";
import { isStanding, supersede, type Verdicts } from "./open-verdicts.ts";

/** A roll-up is compared with at most this many calls that start inside of it. */
const MAX_CANDIDATES = 1_000;

/**
 * semconv 4.3 C: a roll-up carries sums of calls, so it bills only as the last evidence: no call with usage below
 * it, none of a compatible model inside its time on no other roll-up's branch, and no roll-ups below that say more.
 */
export function settleRollups(context: TwinContext): void {
  const { verdicts } = context;
  const { tree, bearing } = verdicts;
  if (!tree.spans.some((span, index) => span.role === "rollup" && at(bearing, index))) return;
  const evidence = callBelow(verdicts);
  const calls = { calls: standingCalls(context), above: rollupsAbove(tree) };
  const carriers: number[][] = tree.spans.map(() => []);
  for (let position = tree.topDown.length - 1; position >= 0; position--) {
    const index = at(tree.topDown, position);
    if (at(tree.spans, index).role === "rollup" && at(bearing, index)) {
      const call = at(evidence, index) >= 0 ? at(evidence, index) : callInside(context, calls, index);
      if (call >= 0) supersede(verdicts, index, call);
      else carriers[index] = settleCarrier(verdicts, index, at(carriers, index));
    }
    const above = at(tree.parent, index);
    if (above >= 0) carriers[above] = joinLists(at(carriers, above), at(carriers, index));
  }
}

/** The roll-ups that now stand at and below `index`. */
function settleCarrier(verdicts: Verdicts, index: number, below: number[]): number[] {
  const first = below[0];
  if (first !== undefined && !covers(verdicts, index, below)) {
    supersede(
      verdicts,
      index,
      below.reduce((best, next) => earlier(verdicts, best, next)),
    );
    return below;
  }
  verdicts.state[index] = "provisional";
  for (const inner of below) supersede(verdicts, inner, index);
  return [index];
}

function earlier({ tree }: Verdicts, best: number, next: number): number {
  return compareIds(at(tree.spans, next), at(tree.spans, best)) < 0 ? next : best;
}

function covers({ tree }: Verdicts, index: number, below: readonly number[]): boolean {
  let input = 0;
  let output = 0;
  for (const inner of below) {
    const { tokens } = at(tree.spans, inner);
    input += tokens === null ? 0 : promptSize(tokens);
    output += tokens?.output ?? 0;
  }
  const { tokens } = at(tree.spans, index);
  return (tokens === null ? 0 : promptSize(tokens)) >= input && (tokens?.output ?? 0) >= output;
}

function joinLists(left: number[], right: number[]): number[] {
  const [longer, shorter] = left.length >= right.length ? [left, right] : [right, left];
  for (const item of shorter) longer.push(item);
  return longer;
}

/** For every span a call with usage below it, at any distance, as carried on the bill; -1 for none. */
function callBelow(verdicts: Verdicts): Int32Array {
  const { tree, bearing, supersededBy } = verdicts;
  const evidence = new Int32Array(tree.spans.length).fill(-1);
  for (let position = tree.topDown.length - 1; position >= 0; position--) {
    const index = at(tree.topDown, position);
    const above = at(tree.parent, index);
    if (above < 0) continue;
    let found = at(evidence, index);
    if (at(tree.spans, index).role === "call" && at(bearing, index)) {
      let carrier = index;
      while (at(supersededBy, carrier) >= 0) carrier = at(supersededBy, carrier);
      found = found < 0 ? carrier : earlier(verdicts, found, carrier);
    }
    if (found < 0) continue;
    const known = at(evidence, above);
    evidence[above] = known < 0 ? found : earlier(verdicts, known, found);
  }
  return evidence;
}

function standingCalls({ verdicts, times }: TwinContext): number[] {
  const { tree, bearing } = verdicts;
  const calls = [...tree.topDown].filter(
    (index) => at(tree.spans, index).role === "call" && at(bearing, index) && isStanding(verdicts, index),
  );
  return calls.sort(
    (left, right) =>
      at(times.start, left) - at(times.start, right) || compareIds(at(tree.spans, left), at(tree.spans, right)),
  );
}

interface Calls {
  /** By start time. */
  readonly calls: readonly number[];
  /** For every span the nearest roll-up above it, -1 for none. */
  readonly above: Int32Array;
}

/** Callback tracers leave the roll-up beside the calls it sums up. */
function callInside({ verdicts, times, ancestry }: TwinContext, { calls, above }: Calls, rollup: number): number {
  const { spans } = verdicts.tree;
  let position = lowerBound(calls, (call) => at(times.start, call) < at(times.start, rollup));
  const last = Math.min(calls.length, position + MAX_CANDIDATES);
  for (; position < last; position++) {
    const call = at(calls, position);
    if (at(times.start, call) > at(times.end, rollup)) break;
    if (at(times.end, call) > at(times.end, rollup)) continue;
    if (!areModelsCompatible(at(spans, call).models, at(spans, rollup).models)) continue;
    if (!isOnOtherBranch(ancestry, at(above, call), rollup)) return call;
  }
  return -1;
}

function lowerBound(items: readonly number[], isBefore: (item: number) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(at(items, middle))) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The nearest roll-up above decides: those above it are shared as soon as it is. */
function isOnOtherBranch(ancestry: Ancestry, above: number, rollup: number): boolean {
  return above >= 0 && !ancestry.isAncestor(above, rollup);
}

function rollupsAbove({ spans, parent, topDown }: TraceTree): Int32Array {
  const nearest = new Int32Array(spans.length).fill(-1);
  for (const index of topDown) {
    const above = at(parent, index);
    if (above >= 0) nearest[index] = at(spans, above).role === "rollup" ? above : at(nearest, above);
  }
  return nearest;
}
