import type { BillingSpan } from "./billing-span.ts";
import { at } from "./build-trace-tree.ts";
import { compareIds, findTwinEdges, type TwinContext, type TwinEdge } from "./find-twin-edges.ts";
import { haveEqualTokens } from "./have-equal-tokens.ts";
import { supersede } from "./open-verdicts.ts";

/** One call has a handful of tracers; the limit keeps a hostile trace from costing quadratic time. */
const MAX_WITNESSES = 64;

/**
 * semconv 4.3 B: of the same call seen side by side by two tracers one is kept. A group holds one call per scope, so
 * that equal parallel calls stay as many as each tracer saw, unless the provider's id says they are one.
 */
export function supersedeTwinCalls(context: TwinContext): void {
  const { verdicts } = context;
  const calls: number[] = [];
  for (let index = 0; index < verdicts.state.length; index++) {
    if (verdicts.state[index] === "billed" && at(verdicts.bearing, index)) calls.push(index);
  }
  if (calls.length < 2) return;
  for (const group of groupTwins(context, findTwinEdges(context, calls))) {
    const kept = group.reduce((best, call) => (isBetter(context, group, [call, best]) ? call : best));
    for (const call of group) if (call !== kept) supersede(verdicts, call, kept);
  }
}

function groupTwins(context: TwinContext, edges: readonly TwinEdge[]): Iterable<readonly number[]> {
  const groupOf = new Map<number, number[]>();
  for (const edge of edges) {
    const left = groupOf.get(edge.left) ?? [edge.left];
    const right = groupOf.get(edge.right) ?? [edge.right];
    if (left === right || !mayJoin(context, edge, { left, right })) continue;
    const joined = [...left, ...right];
    for (const call of joined) groupOf.set(call, joined);
  }
  return new Set(groupOf.values());
}

function mayJoin(
  { verdicts, ancestry }: TwinContext,
  edge: TwinEdge,
  groups: { readonly left: readonly number[]; readonly right: readonly number[] },
): boolean {
  const { spans } = verdicts.tree;
  for (const left of groups.left) {
    for (const right of groups.right) {
      if (ancestry.areInLine(left, right)) return false;
      if (!edge.sameId && at(spans, left).scope === at(spans, right).scope) return false;
    }
  }
  return true;
}

/** What most of them counted first, then a measured count, most detail, the deeper, the smaller span id. */
function isBetter(
  { verdicts }: TwinContext,
  group: readonly number[],
  [candidate, best]: readonly [number, number],
): boolean {
  const { spans, depth } = verdicts.tree;
  const witnesses = countWitnesses(spans, group, candidate) - countWitnesses(spans, group, best);
  if (witnesses !== 0) return witnesses > 0;
  if (at(spans, candidate).doubtful !== at(spans, best).doubtful) return at(spans, best).doubtful;
  const details = detailsOf(at(spans, candidate)) - detailsOf(at(spans, best));
  if (details !== 0) return details > 0;
  const depths = at(depth, candidate) - at(depth, best);
  if (depths !== 0) return depths > 0;
  return compareIds(at(spans, candidate), at(spans, best)) < 0;
}

function countWitnesses(spans: readonly BillingSpan[], group: readonly number[], call: number): number {
  if (group.length > MAX_WITNESSES) return 0;
  return group.filter((other) => haveEqualTokens(at(spans, other).tokens, at(spans, call).tokens)).length;
}

function detailsOf({ tokens, responseId }: BillingSpan): number {
  const present = [tokens?.cacheRead, tokens?.cacheWrite, tokens?.reasoning].filter((count) => (count ?? 0) > 0);
  return present.length + (responseId === "" ? 0 : 1);
}
