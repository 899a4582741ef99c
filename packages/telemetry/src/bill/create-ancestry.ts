import { at, type TraceTree } from "./build-trace-tree.ts";

export interface Ancestry {
  /** Whether one of the two is above the other. */
  readonly areInLine: (left: number, right: number) => boolean;
  readonly isAncestor: (ancestor: number, descendant: number) => boolean;
}

/** Answers ancestor questions in constant time from pre-order positions. */
export function createAncestry({ parent, topDown }: TraceTree): Ancestry {
  const size = new Int32Array(parent.length).fill(1);
  for (let position = topDown.length - 1; position >= 0; position--) {
    const index = at(topDown, position);
    const above = at(parent, index);
    if (above >= 0) size[above] = at(size, above) + at(size, index);
  }
  const first = new Int32Array(parent.length);
  const next = new Int32Array(parent.length);
  let nextRoot = 0;
  for (const index of topDown) {
    const above = at(parent, index);
    const start = above < 0 ? nextRoot : at(next, above);
    if (above < 0) nextRoot += at(size, index);
    else next[above] = start + at(size, index);
    first[index] = start;
    next[index] = start + 1;
  }
  const isAncestor = (ancestor: number, descendant: number): boolean =>
    ancestor !== descendant &&
    at(first, ancestor) <= at(first, descendant) &&
    at(first, descendant) < at(first, ancestor) + at(size, ancestor);
  return { isAncestor, areInLine: (left, right) => isAncestor(left, right) || isAncestor(right, left) };
}
