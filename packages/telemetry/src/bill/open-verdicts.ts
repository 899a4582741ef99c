import type { BillingState } from "../booking.ts";
import type { BillingSpan } from "./billing-span.ts";
import { at, type TraceTree } from "./build-trace-tree.ts";
import { isUsageBearing } from "./is-usage-bearing.ts";

/** The decision in the making, by index into the tree's spans. */
export interface Verdicts {
  readonly tree: TraceTree;
  readonly bearing: readonly boolean[];
  readonly state: BillingState[];
  /** Index of the span that carries the bill instead, -1 for none. */
  readonly supersededBy: Int32Array;
}

/** Every call counts until a rule takes it out; roll-ups and everything else do not until a rule lets them in. */
export function openVerdicts(tree: TraceTree): Verdicts {
  return {
    tree,
    bearing: tree.spans.map(isUsageBearing),
    state: tree.spans.map(openState),
    supersededBy: new Int32Array(tree.spans.length).fill(-1),
  };
}

export function supersede(verdicts: Verdicts, loser: number, winner: number): void {
  verdicts.state[loser] = "superseded";
  verdicts.supersededBy[loser] = winner;
}

/** Still counted: not taken out by a rule so far. */
export function isStanding(verdicts: Verdicts, index: number): boolean {
  const state = at(verdicts.state, index);
  return state === "billed" || state === "cached";
}

function openState(span: BillingSpan): BillingState {
  if (span.role !== "call") return "none";
  return span.cacheHit ? "cached" : "billed";
}
