import type { BillingSpan } from "./billing-span.ts";

/** The parent chains of one trace by index into `spans`; one copy per span id. */
export interface TraceTree {
  readonly spans: readonly BillingSpan[];
  /** Index of the parent, -1 for a root. */
  readonly parent: Int32Array;
  readonly depth: Int32Array;
  /** Every parent before its children. */
  readonly topDown: Int32Array;
}

/** semconv 4.3: a missing parent makes a span a root; a parent loop is cut at its smallest span id. */
export function buildTraceTree(spans: readonly BillingSpan[]): TraceTree {
  if (spans.length === 1) return { spans, ...ALONE };
  const indexById = new Map<string, number>();
  for (let index = 0; index < spans.length; index++) indexById.set(at(spans, index).spanId, index);
  const parent = new Int32Array(spans.length);
  for (let index = 0; index < spans.length; index++) {
    const parentId = at(spans, index).parentSpanId;
    parent[index] = parentId === "" ? -1 : (indexById.get(parentId) ?? -1);
  }
  cutLoops(spans, parent);
  const depth = measureDepths(parent);
  return { spans, parent, depth, topDown: orderByDepth(depth) };
}

/** Of a trace of one span; nobody writes to it. */
const ALONE = { parent: Int32Array.of(-1), depth: Int32Array.of(0), topDown: Int32Array.of(0) };

/** Reads an index that the caller took from the same array. */
export function at<T>(items: ArrayLike<T>, index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`index ${index} is outside of ${items.length} items`);
  return item;
}

const UNSEEN = 0;
const ON_PATH = 1;
const DONE = 2;

function cutLoops(spans: readonly BillingSpan[], parent: Int32Array): void {
  const mark = new Uint8Array(spans.length);
  for (let start = 0; start < spans.length; start++) {
    let node = start;
    const path: number[] = [];
    while (node >= 0 && mark[node] === UNSEEN) {
      mark[node] = ON_PATH;
      path.push(node);
      node = at(parent, node);
    }
    if (node >= 0 && mark[node] === ON_PATH) parent[smallestOfLoop(spans, parent, node)] = -1;
    for (const seen of path) mark[seen] = DONE;
  }
}

function smallestOfLoop(spans: readonly BillingSpan[], parent: Int32Array, member: number): number {
  let smallest = member;
  for (let node = at(parent, member); node !== member; node = at(parent, node)) {
    if (at(spans, node).spanId < at(spans, smallest).spanId) smallest = node;
  }
  return smallest;
}

function measureDepths(parent: Int32Array): Int32Array {
  const depth = new Int32Array(parent.length).fill(-1);
  const path: number[] = [];
  for (let start = 0; start < parent.length; start++) {
    let node = start;
    while (node >= 0 && depth[node] === -1) {
      path.push(node);
      node = at(parent, node);
    }
    let level = node < 0 ? -1 : at(depth, node);
    for (let next = path.pop(); next !== undefined; next = path.pop()) depth[next] = ++level;
  }
  return depth;
}

function orderByDepth(depth: Int32Array): Int32Array {
  let deepest = 0;
  for (const level of depth) deepest = Math.max(deepest, level);
  const offset = new Int32Array(deepest + 2);
  for (const level of depth) offset[level + 1] = at(offset, level + 1) + 1;
  for (let level = 1; level < offset.length; level++) offset[level] = at(offset, level) + at(offset, level - 1);
  const order = new Int32Array(depth.length);
  for (let index = 0; index < depth.length; index++) {
    const level = at(depth, index);
    order[at(offset, level)] = index;
    offset[level] = at(offset, level) + 1;
  }
  return order;
}
