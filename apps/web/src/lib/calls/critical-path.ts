import type { TreeNode, TreeSpan } from "./build-tree.ts";

export interface TimedSpan extends TreeSpan {
  readonly durationMs: number;
}

/**
 * The spans that decide how long a trace took, each with the milliseconds in which the trace waited for that span itself.
 *
 * Definition: read backwards from the end of the root that ends last. At each instant the trace waits for the child that
 * ended last before it; from that child's end the same holds inside the child, from its start back in the parent. Time of
 * a span that no such child covers is the span's own. The parts add up to the root's duration. A shorter span off this
 * path would not have made the trace shorter.
 */
export function criticalPath<Span extends TimedSpan>(roots: readonly TreeNode<Span>[]): ReadonlyMap<string, number> {
  const path = new Map<string, number>();
  const ends = new Map<TreeNode<Span>, number>();
  const firstNs = roots.reduce<bigint | null>((least, { span }) => lesser(least, BigInt(span.startTimeNs)), null) ?? 0n;
  const startOf = (node: TreeNode<Span>) => Number(BigInt(node.span.startTimeNs) - firstNs) / 1e6;
  const endOf = (node: TreeNode<Span>) => {
    const end = ends.get(node) ?? startOf(node) + node.span.durationMs;
    ends.set(node, end);
    return end;
  };
  const last = roots.reduce<TreeNode<Span> | undefined>(
    (latest, root) => (latest === undefined || endOf(root) > endOf(latest) ? root : latest),
    undefined,
  );
  if (last === undefined) return path;
  const open = [{ node: last, untilMs: endOf(last) }];
  for (let step = open.pop(); step; step = open.pop()) {
    const { node } = step;
    const startMs = startOf(node);
    let cursor = step.untilMs;
    let own = 0;
    for (const child of node.children.toSorted((a, b) => endOf(b) - endOf(a))) {
      const [from, to] = [Math.max(startMs, startOf(child)), Math.min(cursor, endOf(child))];
      // It ends while a later child runs, or lasts no time: nobody waited for it.
      if (endOf(child) > cursor + TOLERANCE_MS || to <= from) continue;
      own += cursor - to;
      open.push({ node: child, untilMs: to });
      cursor = from;
    }
    path.set(node.key, own + Math.max(0, cursor - startMs));
  }
  return path;
}

/** Clocks of parent and child are read one after the other. */
const TOLERANCE_MS = 0.001;

function lesser(least: bigint | null, value: bigint): bigint {
  return least === null || value < least ? value : least;
}
