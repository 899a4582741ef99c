import { areDifferentIds } from "./are-different-ids.ts";
import { areModelsCompatible } from "./are-models-compatible.ts";
import type { BillingSpan } from "./billing-span.ts";
import { at } from "./build-trace-tree.ts";
import type { Ancestry } from "./create-ancestry.ts";
import { isTellingId } from "./is-telling-id.ts";
import { haveEqualTokens } from "./have-equal-tokens.ts";
import { distanceInTime, overlapInTime, type Times } from "./measure-times.ts";
import type { Verdicts } from "./open-verdicts.ts";

/** Two calls that may be one, seen by two tracers. */
export interface TwinEdge {
  readonly left: number;
  readonly right: number;
  /** The provider's own id says so; otherwise it is a conclusion from scope, model, tokens and time. */
  readonly sameId: boolean;
  readonly distance: number;
}

export interface TwinContext {
  readonly verdicts: Verdicts;
  readonly ancestry: Ancestry;
  readonly times: Times;
}

/** Of calls with equal output only this many neighbours in start order are compared: no quadratic time. */
const MAX_NEIGHBOURS = 64;

/** semconv 4.3 B, the pairs among `calls`; surest first, then nearest in time, then by span id. */
export function findTwinEdges(context: TwinContext, calls: readonly number[]): TwinEdge[] {
  const { spans } = context.verdicts.tree;
  const byStart = [...calls].sort(
    (left, right) =>
      at(context.times.start, left) - at(context.times.start, right) || compareIds(at(spans, left), at(spans, right)),
  );
  const edges = [...sameIdEdges(context, byStart), ...sameShapeEdges(context, byStart)];
  return edges.sort((one, other) => compareEdges(context, one, other));
}

export function compareIds(left: { readonly spanId: string }, right: { readonly spanId: string }): number {
  if (left.spanId === right.spanId) return 0;
  return left.spanId < right.spanId ? -1 : 1;
}

export function compareEdges({ verdicts }: TwinContext, one: TwinEdge, other: TwinEdge): number {
  const { spans } = verdicts.tree;
  if (one.sameId !== other.sameId) return one.sameId ? -1 : 1;
  return (
    one.distance - other.distance ||
    compareIds(at(spans, one.left), at(spans, other.left)) ||
    compareIds(at(spans, one.right), at(spans, other.right))
  );
}

function sameIdEdges({ verdicts, ancestry, times }: TwinContext, calls: readonly number[]): TwinEdge[] {
  const { spans } = verdicts.tree;
  const edges: TwinEdge[] = [];
  for (const group of groupBy(calls, (call) => at(spans, call).responseId && idKey(at(spans, call)))) {
    for (let later = 1; later < group.length; later++) {
      for (let earlier = Math.max(0, later - MAX_NEIGHBOURS); earlier < later; earlier++) {
        const [left, right] = [at(group, earlier), at(group, later)];
        if (ancestry.areInLine(left, right)) continue;
        if (
          !haveEqualTokens(at(spans, left).tokens, at(spans, right).tokens) &&
          !isOneAnswer(spans, times, [left, right])
        )
          continue;
        edges.push({ left, right, sameId: true, distance: distanceInTime(times, left, right) });
      }
    }
  }
  return edges;
}

/** An answer's own id at the same time in two tracers: one call, even where one of them counts it wrong. */
function isOneAnswer(
  spans: readonly BillingSpan[],
  times: Times,
  [leftIndex, rightIndex]: readonly [number, number],
): boolean {
  const left = at(spans, leftIndex);
  const right = at(spans, rightIndex);
  return (
    left.scope !== right.scope &&
    isTellingId(left.responseId) &&
    areModelsCompatible(left.models, right.models) &&
    overlapInTime(times, leftIndex, rightIndex)
  );
}

function idKey(span: { readonly opClass: string; readonly responseId: string }): string {
  return `${span.opClass} ${span.responseId}`;
}

function sameShapeEdges(context: TwinContext, calls: readonly number[]): TwinEdge[] {
  const { spans } = context.verdicts.tree;
  const { end, start } = context.times;
  const edges: TwinEdge[] = [];
  const groups = [...groupBy(calls, (call) => outputKey(at(spans, call)))];
  if (calls.some((call) => reasoningOf(at(spans, call)) > 0)) {
    groups.push(...groupBy(calls, (call) => visibleOutputKey(at(spans, call))));
  }
  for (const group of groups) {
    for (let later = 1; later < group.length; later++) {
      const right = at(group, later);
      for (let earlier = Math.max(0, later - MAX_NEIGHBOURS); earlier < later; earlier++) {
        const left = at(group, earlier);
        if (at(end, left) < at(start, right) || !areTwins(context, left, right)) continue;
        edges.push({ left, right, sameId: false, distance: distanceInTime(context.times, left, right) });
      }
    }
  }
  return edges;
}

function outputKey({ opClass, tokens }: BillingSpan): string {
  return `${opClass} ${tokens?.output ?? 0}`;
}

function visibleOutputKey(span: BillingSpan): string {
  return `${span.opClass} ${(span.tokens?.output ?? 0) - reasoningOf(span)}`;
}

function reasoningOf({ tokens }: BillingSpan): number {
  return tokens?.reasoning ?? 0;
}

function areTwins({ verdicts, ancestry, times }: TwinContext, leftIndex: number, rightIndex: number): boolean {
  const left = at(verdicts.tree.spans, leftIndex);
  const right = at(verdicts.tree.spans, rightIndex);
  return (
    left.scope !== right.scope &&
    (left.tokens?.output ?? 0) > 0 &&
    haveEqualTokens(left.tokens, right.tokens) &&
    areModelsCompatible(left.models, right.models) &&
    overlapInTime(times, leftIndex, rightIndex) &&
    !areDifferentIds(left.responseId, right.responseId) &&
    !ancestry.areInLine(leftIndex, rightIndex)
  );
}

function groupBy(calls: readonly number[], keyOf: (call: number) => string): Iterable<number[]> {
  const groups = new Map<string, number[]>();
  for (const call of calls) {
    const key = keyOf(call);
    if (key === "") continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [call]);
    else group.push(call);
  }
  return groups.values();
}
