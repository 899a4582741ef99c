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

interface Growing<Span extends TreeSpan> extends TreeNode<Span> {
  readonly children: TreeNode<Span>[];
}

/**
 * Spans as a forest, children by start time. A span whose parent is missing, or that is its own ancestor, is a root;
 * nothing is lost. Time and depth are no problem: ten thousand siblings or ten thousand levels.
 */
export function buildTree<Span extends TreeSpan>(spans: readonly Span[]): readonly TreeNode<Span>[] {
  const ordered = spans.map((span) => ({ span, start: BigInt(span.startTimeNs) }));
  ordered.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const byParent = new Map<string, Span[]>();
  const roots: Span[] = [];
  for (const { span } of ordered) {
    const { parentSpanId } = span;
    if (parentSpanId === "" || !ids.has(parentSpanId) || parentSpanId === span.spanId) roots.push(span);
    else if (!byParent.get(parentSpanId)?.push(span)) byParent.set(parentSpanId, [span]);
  }
  const forest = grow(roots, byParent);
  if (forest.placed.size === spans.length) return forest.nodes;
  const stranded = ordered.filter(({ span }) => !forest.placed.has(keyOf(span)));
  return [...forest.nodes, ...stranded.map(({ span }) => ({ key: keyOf(span), span, depth: 0, children: [] }))];
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
    if (folded.has(node.key)) continue;
    for (let index = node.children.length - 1; index >= 0; index -= 1) {
      const child = node.children[index];
      if (child) stack.push(child);
    }
  }
  return rows;
}

function grow<Span extends TreeSpan>(roots: readonly Span[], byParent: ReadonlyMap<string, readonly Span[]>) {
  const placed = new Set<string>();
  const nodes: Growing<Span>[] = [];
  const open: Growing<Span>[] = [];
  const place = (span: Span, depth: number, siblings: TreeNode<Span>[]) => {
    const key = keyOf(span);
    if (placed.has(key)) return;
    placed.add(key);
    const node = { key, span, depth, children: [] };
    siblings.push(node);
    open.push(node);
  };
  for (const root of roots) place(root, 0, nodes);
  for (let node = open.pop(); node; node = open.pop()) {
    for (const child of byParent.get(node.span.spanId) ?? []) place(child, node.depth + 1, node.children);
  }
  return { nodes, placed };
}

function keyOf({ writer, seq }: TreeSpan): string {
  return `${writer}:${seq}`;
}
