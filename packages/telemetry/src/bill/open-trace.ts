import type { BillingSpan } from "./billing-span.ts";
import { buildTraceTree, type TraceTree } from "./build-trace-tree.ts";
import { pickCopies } from "./pick-copies.ts";

/** The copies of a trace's spans that count, as a tree. */
export interface OpenTrace {
  readonly tree: TraceTree;
  readonly dropped: readonly BillingSpan[];
}

/** What deciding a trace and resolving its dimensions both start from. */
export function openTrace(spans: readonly BillingSpan[]): OpenTrace {
  const { kept, dropped } = pickCopies(spans);
  return { tree: buildTraceTree(kept), dropped };
}
