import { areDifferentIds } from "./are-different-ids.ts";
import { areModelsCompatible } from "./are-models-compatible.ts";
import type { BillingSpan, BillingTokens } from "./billing-span.ts";
import { at } from "./build-trace-tree.ts";
import { findEnclosingCalls, visitEnclosingCalls } from "./find-enclosing-calls.ts";
import { haveEqualTokens } from "./have-equal-tokens.ts";
import { supersede, type Verdicts } from "./open-verdicts.ts";

/**
 * semconv 4.3 A: of calls around calls the innermost bills. A call without usage around another call is a wrapper
 * whatever it says; an inner call without usage never takes the bill from an outer one that has it.
 */
export function supersedeWrappingCalls(verdicts: Verdicts): void {
  const { tree, bearing } = verdicts;
  if (!hasTwoCalls(tree.spans)) return;
  const enclosing = findEnclosingCalls(tree);
  const winners = new Int32Array(tree.spans.length).fill(-1);
  const inner = new Map<number, number[]>();
  for (const index of tree.topDown) {
    const call = at(tree.spans, index);
    if (call.role !== "call") continue;
    let isNearest = true;
    visitEnclosingCalls({ tree, enclosing }, index, (outer) => {
      if (at(tree.spans, outer).opClass !== call.opClass) return;
      if (wraps(verdicts, outer, index)) winners[outer] = innermost(verdicts, at(winners, outer), index);
      if (isNearest && at(bearing, index) && at(bearing, outer)) {
        isNearest = false;
        const known = inner.get(outer);
        if (known === undefined) inner.set(outer, [index]);
        else known.push(index);
      }
    });
  }
  for (const [outer, calls] of inner) {
    if (isEveryOneTheOuter(verdicts, outer, calls)) supersedeCopies(verdicts, calls);
    if (at(winners, outer) >= 0 || !isSumOf(verdicts, outer, calls)) continue;
    winners[outer] = calls.reduce((winner, call) => innermost(verdicts, winner, call));
  }
  for (let outer = 0; outer < winners.length; outer++) {
    const winner = at(winners, outer);
    if (winner >= 0) supersede(verdicts, outer, winner);
  }
}

function hasTwoCalls(spans: readonly BillingSpan[]): boolean {
  let calls = 0;
  for (const { role } of spans) if (role === "call" && ++calls === 2) return true;
  return false;
}

function wraps({ tree, bearing }: Verdicts, outerIndex: number, innerIndex: number): boolean {
  if (!at(bearing, outerIndex)) return true;
  if (!at(bearing, innerIndex)) return false;
  const outer = at(tree.spans, outerIndex);
  const inner = at(tree.spans, innerIndex);
  if (outer.cacheHit && !inner.cacheHit) return false;
  if (inner.estimated && !outer.doubtful) return haveEqualTokens(outer.tokens, inner.tokens);
  return (
    (outer.responseId !== "" && outer.responseId === inner.responseId) ||
    areModelsCompatible(outer.models, inner.models) ||
    haveEqualTokens(outer.tokens, inner.tokens)
  );
}

/**
 * The outer call counts as much as each of the inner ones, and every inner one is of another tracer: all of them are
 * this one call, also where a tracer reports it after the fact and nothing overlaps in time.
 */
function isEveryOneTheOuter({ tree }: Verdicts, outerIndex: number, innerIndexes: readonly number[]): boolean {
  if (innerIndexes.length < 2) return false;
  const outer = at(tree.spans, outerIndex);
  const inner = innerIndexes.map((index) => at(tree.spans, index));
  if (new Set(inner.map(({ scope }) => scope)).size < inner.length) return false;
  return inner.every(
    (call, position) =>
      haveEqualTokens(outer.tokens, call.tokens) &&
      areModelsCompatible(outer.models, call.models) &&
      inner.slice(0, position).every(({ responseId }) => !areDifferentIds(responseId, call.responseId)),
  );
}

function supersedeCopies(verdicts: Verdicts, calls: readonly number[]): void {
  const kept = calls.reduce((best, call) => innermost(verdicts, best, call));
  for (const call of calls) if (call !== kept) supersede(verdicts, call, kept);
}

/** Usage before none, then the deeper, then the smaller span id. */
function innermost({ tree, bearing }: Verdicts, known: number, candidate: number): number {
  if (known < 0) return candidate;
  if (at(bearing, known) !== at(bearing, candidate)) return at(bearing, candidate) ? candidate : known;
  const depths = at(tree.depth, candidate) - at(tree.depth, known);
  if (depths !== 0) return depths > 0 ? candidate : known;
  return at(tree.spans, candidate).spanId < at(tree.spans, known).spanId ? candidate : known;
}

function isSumOf({ tree }: Verdicts, outerIndex: number, innerIndexes: readonly number[]): boolean {
  const outer = at(tree.spans, outerIndex);
  if (innerIndexes.length < 2 || outer.cacheHit) return false;
  const inner = innerIndexes.map((index) => at(tree.spans, index));
  return haveEqualTokens(outer.tokens, sumTokens(inner));
}

function sumTokens(calls: readonly BillingSpan[]): BillingTokens {
  const sum = { uncached: 0, cacheRead: 0, cacheWrite: 0, output: 0, reasoning: 0, rawInput: 0 };
  let rawIsKnown = true;
  for (const { tokens } of calls) {
    sum.uncached += tokens?.uncached ?? 0;
    sum.cacheRead += tokens?.cacheRead ?? 0;
    sum.cacheWrite += tokens?.cacheWrite ?? 0;
    sum.output += tokens?.output ?? 0;
    sum.reasoning += tokens?.reasoning ?? 0;
    if (tokens?.rawInput == null) rawIsKnown = false;
    else sum.rawInput += tokens.rawInput;
  }
  return { ...sum, rawInput: rawIsKnown ? sum.rawInput : null };
}
