import { at, type TraceTree } from "./build-trace-tree.ts";
import { isBoundary } from "./is-boundary.ts";

/** No real trace nests this many calls into each other; the limit keeps a hostile one from costing quadratic time. */
const MAX_NESTED_CALLS = 500;

/** For every span the nearest ancestor that is a call, with no boundary span strictly between; -1 for none. */
export function findEnclosingCalls({ spans, parent, topDown }: TraceTree): Int32Array {
  const enclosing = new Int32Array(spans.length).fill(-1);
  for (const index of topDown) {
    const above = at(parent, index);
    if (above < 0) continue;
    const span = at(spans, above);
    if (span.role === "call") enclosing[index] = above;
    else if (!isBoundary(span)) enclosing[index] = at(enclosing, above);
  }
  return enclosing;
}

/** Visits the calls around `index`, innermost first, up to the first boundary. */
export function visitEnclosingCalls(
  { tree, enclosing }: { readonly tree: TraceTree; readonly enclosing: Int32Array },
  index: number,
  visit: (call: number) => void,
): void {
  let call = at(enclosing, index);
  for (let steps = 0; call >= 0 && steps < MAX_NESTED_CALLS; steps++) {
    visit(call);
    if (isBoundary(at(tree.spans, call))) return;
    call = at(enclosing, call);
  }
}
