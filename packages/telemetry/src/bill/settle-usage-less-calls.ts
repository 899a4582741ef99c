import { areDifferentIds } from "./are-different-ids.ts";
import { areModelsCompatible } from "./are-models-compatible.ts";
import { at } from "./build-trace-tree.ts";
import { findEnclosingCalls, visitEnclosingCalls } from "./find-enclosing-calls.ts";
import { compareEdges, type TwinContext, type TwinEdge } from "./find-twin-edges.ts";
import { distanceInTime, overlapInTime } from "./measure-times.ts";
import { isStanding, supersede, type Verdicts } from "./open-verdicts.ts";

/** Each unmeasured call is compared with at most this many of the calls that start nearest to it. */
const MAX_NEIGHBOURS = 64;

/**
 * A call without usage is a call attempt of its own, unless another span already stands for the same attempt: the
 * call around it that has the usage, or a twin of another tracer beside it. A call whose counts are (or may be) a
 * local estimate gives way to a measured twin in the same way.
 */
export function settleUsageLessCalls(context: TwinContext): void {
  const { verdicts } = context;
  if (!verdicts.state.some((_, index) => isWeak(verdicts, index))) return;
  settleNested(verdicts);
  settleTwins(context);
}

function isWeak(verdicts: Verdicts, index: number): boolean {
  if (verdicts.state[index] !== "billed") return false;
  return !at(verdicts.bearing, index) || at(verdicts.tree.spans, index).doubtful;
}

function settleNested(verdicts: Verdicts): void {
  const { tree, bearing } = verdicts;
  const enclosing = findEnclosingCalls(tree);
  for (const index of tree.topDown) {
    const call = at(tree.spans, index);
    if ((at(bearing, index) && !call.estimated) || verdicts.state[index] !== "billed") continue;
    visitEnclosingCalls({ tree, enclosing }, index, (outerIndex) => {
      if (verdicts.state[index] !== "billed") return;
      const outer = at(tree.spans, outerIndex);
      const isFailedAttempt = call.failed && !outer.failed;
      if (outer.opClass !== call.opClass || isFailedAttempt) return;
      const isMeasured = at(bearing, outerIndex) && !(at(bearing, index) && outer.doubtful);
      if (isMeasured && isStanding(verdicts, outerIndex)) supersede(verdicts, index, outerIndex);
    });
  }
}

function settleTwins(context: TwinContext): void {
  const { verdicts } = context;
  const { spans } = verdicts.tree;
  const edges = findEdges(context);
  if (edges.length === 0) return;
  const taken = twinsSoFar(verdicts);
  for (const { left: weak, right: strong } of edges) {
    const slots = [`${strong} ${at(spans, weak).scope}`, `${weak} ${at(spans, strong).scope}`];
    if (slots.some((slot) => taken.has(slot)) || !isStanding(verdicts, weak) || !isStanding(verdicts, strong)) continue;
    for (const slot of slots) taken.add(slot);
    supersede(verdicts, weak, strong);
  }
}

/** Each call has one twin per tracer: those that rule B has found are not looked for again. */
function twinsSoFar({ tree, supersededBy }: Verdicts): Set<string> {
  const taken = new Set<string>();
  for (let index = 0; index < supersededBy.length; index++) {
    const winner = at(supersededBy, index);
    if (winner >= 0) taken.add(`${winner} ${at(tree.spans, index).scope}`);
  }
  return taken;
}

/** `left` gives way to `right`. Measured beats estimated beats none; of equals the smaller span id stays. */
function findEdges(context: TwinContext): TwinEdge[] {
  const { verdicts, times } = context;
  const calls = [...verdicts.tree.topDown]
    .filter((index) => isStanding(verdicts, index))
    .sort((left, right) => at(times.start, left) - at(times.start, right));
  const edges: TwinEdge[] = [];
  for (let later = 1; later < calls.length; later++) {
    for (let earlier = Math.max(0, later - MAX_NEIGHBOURS); earlier < later; earlier++) {
      const pair = inOrder(verdicts, at(calls, earlier), at(calls, later));
      if (!isWeak(verdicts, pair.left) || !areOneAttempt(context, pair.left, pair.right)) continue;
      edges.push({ ...pair, sameId: false, distance: distanceInTime(times, pair.left, pair.right) });
    }
  }
  return edges.sort((one, other) => compareEdges(context, one, other));
}

function inOrder(verdicts: Verdicts, one: number, other: number): { readonly left: number; readonly right: number } {
  const { spans } = verdicts.tree;
  const difference = strengthOf(verdicts, one) - strengthOf(verdicts, other);
  const oneIsWeaker = difference === 0 ? at(spans, one).spanId > at(spans, other).spanId : difference < 0;
  return oneIsWeaker ? { left: one, right: other } : { left: other, right: one };
}

function strengthOf({ bearing, tree }: Verdicts, index: number): number {
  if (!at(bearing, index)) return 0;
  return at(tree.spans, index).doubtful ? 1 : 2;
}

function areOneAttempt({ verdicts, ancestry, times }: TwinContext, weakIndex: number, strongIndex: number): boolean {
  const { spans, parent } = verdicts.tree;
  const weak = at(spans, weakIndex);
  const strong = at(spans, strongIndex);
  if (weak.scope === strong.scope || weak.opClass !== strong.opClass || weak.failed !== strong.failed) return false;
  if (at(verdicts.bearing, weakIndex) && strengthOf(verdicts, strongIndex) < 2) return false;
  if (weak.models.length === 0 || strong.models.length === 0) return false;
  if (!areModelsCompatible(weak.models, strong.models) || areDifferentIds(weak.responseId, strong.responseId))
    return false;
  if (!overlapInTime(times, weakIndex, strongIndex) || ancestry.areInLine(weakIndex, strongIndex)) return false;
  return isUnder(parent[strongIndex], weakIndex) || isUnder(parent[weakIndex], strongIndex);

  /** Both hang on one branch: a tracer that does not set the context leaves its span on a common ancestor. */
  function isUnder(branch: number | undefined, index: number): boolean {
    return branch !== undefined && branch >= 0 && ancestry.isAncestor(branch, index);
  }
}
