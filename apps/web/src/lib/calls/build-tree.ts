/** What a tree needs to know of a span. */
export interface TreeSpan {
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly startTimeNs: string;
  readonly writer: string;
  readonly seq: string;
}

export interface TreeNode<Span extends TreeSpan> {
  /** The row's own identity: a span stored twice is there twice. */
  readonly key: string;
  readonly span: Span;
  readonly depth: number;
  readonly children: readonly TreeNode<Span>[];
}

/**
 * Spans as a forest, children by start time. A span whose parent is missing, or that is its own ancestor, is a root;
 * nothing is lost.
 */
export function buildTree<Span extends TreeSpan>(spans: readonly Span[]): readonly TreeNode<Span>[] {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const children = new Map<string, Span[]>();
  const roots: Span[] = [];
  for (const span of spans) {
    if (span.parentSpanId === "" || !ids.has(span.parentSpanId) || span.parentSpanId === span.spanId) roots.push(span);
    else children.set(span.parentSpanId, [...(children.get(span.parentSpanId) ?? []), span]);
  }
  const placed = new Set<string>();
  const forest = roots.toSorted(byStart).map((root) => grow(root, 0, { children, placed }));
  const stranded = spans.filter((span) => !placed.has(keyOf(span)));
  return [...forest, ...stranded.map((span) => ({ key: keyOf(span), span, depth: 0, children: [] }))];
}

/** The rows to show, parents before children, skipping what is folded away. */
export function flattenTree<Span extends TreeSpan>(
  nodes: readonly TreeNode<Span>[],
  folded: ReadonlySet<string>,
): TreeNode<Span>[] {
  const rows: TreeNode<Span>[] = [];
  const stack = nodes.toReversed();
  for (let node = stack.pop(); node; node = stack.pop()) {
    rows.push(node);
    if (!folded.has(node.key)) stack.push(...node.children.toReversed());
  }
  return rows;
}

interface Growth<Span> {
  readonly children: ReadonlyMap<string, readonly Span[]>;
  readonly placed: Set<string>;
}

function grow<Span extends TreeSpan>(span: Span, depth: number, growth: Growth<Span>): TreeNode<Span> {
  growth.placed.add(keyOf(span));
  const own = (growth.children.get(span.spanId) ?? [])
    .filter((child) => !growth.placed.has(keyOf(child)))
    .toSorted(byStart);
  return { key: keyOf(span), span, depth, children: own.map((child) => grow(child, depth + 1, growth)) };
}

function keyOf({ writer, seq }: TreeSpan): string {
  return `${writer}:${seq}`;
}

function byStart(a: TreeSpan, b: TreeSpan): number {
  const [x, y] = [BigInt(a.startTimeNs), BigInt(b.startTimeNs)];
  return x < y ? -1 : x > y ? 1 : 0;
}
