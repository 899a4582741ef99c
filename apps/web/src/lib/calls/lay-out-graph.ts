import type { GraphEdge, GraphNode } from "./agent-graph.ts";

export interface GraphBox {
  readonly node: GraphNode;
  readonly x: number;
  readonly y: number;
  readonly boxWidth: number;
  readonly boxHeight: number;
}

export interface GraphLine {
  readonly edge: GraphEdge;
  /** SVG path. */
  readonly path: string;
  readonly labelX: number;
  readonly labelY: number;
}

export interface GraphPicture {
  readonly boxes: readonly GraphBox[];
  readonly lines: readonly GraphLine[];
  readonly width: number;
  readonly height: number;
  /** Nodes that do not fit. */
  readonly hidden: number;
}

const BOX = { boxWidth: 176, boxHeight: 40 } as const;
const GAP_X = 120;
const GAP_Y = 22;
const PER_COLUMN = 14;
const MARGIN = 4;

/** Columns from left to right, the busiest nodes of a column first; a line leaves at the right and enters at the left. */
export function layOutGraph(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): GraphPicture {
  const traffic = new Map<string, number>();
  for (const { from, to, count } of edges) {
    for (const id of [from, to]) traffic.set(id, (traffic.get(id) ?? 0) + count);
  }
  const columns = [...new Set(nodes.map(({ column }) => column))].sort((a, b) => a - b);
  const stacks = columns.map((column) =>
    nodes
      .filter((node) => node.column === column)
      .toSorted((a, b) => (traffic.get(b.id) ?? 0) - (traffic.get(a.id) ?? 0))
      .slice(0, PER_COLUMN),
  );
  const tallest = Math.max(1, ...stacks.map((stack) => stack.length));
  const height = tallest * (BOX.boxHeight + GAP_Y) + GAP_Y + 2 * MARGIN;
  const boxes = stacks.flatMap((stack, column) => {
    const own = stack.length * (BOX.boxHeight + GAP_Y) - GAP_Y;
    return stack.map((node, row) => ({
      node,
      x: MARGIN + column * (BOX.boxWidth + GAP_X),
      y: (height - own) / 2 + row * (BOX.boxHeight + GAP_Y),
      ...BOX,
    }));
  });
  const places = new Map(boxes.map((box) => [box.node.id, box]));
  const lines = edges.flatMap((edge) => {
    const [from, to] = [places.get(edge.from), places.get(edge.to)];
    return from && to ? [lineBetween(edge, from, to)] : [];
  });
  return {
    boxes,
    lines,
    width: columns.length * (BOX.boxWidth + GAP_X) - GAP_X + 2 * MARGIN,
    height,
    hidden: nodes.length - boxes.length,
  };
}

function lineBetween(edge: GraphEdge, from: GraphBox, to: GraphBox): GraphLine {
  const isBack = to.x <= from.x;
  const [startX, startY] = [from.x + from.boxWidth, from.y + from.boxHeight / 2];
  const [endX, endY] = [isBack ? to.x + to.boxWidth : to.x, to.y + to.boxHeight / 2];
  const bend = GAP_X / 2;
  const endBend = isBack ? endX + bend : endX - bend;
  return {
    edge,
    path: `M ${startX} ${startY} C ${startX + bend} ${startY} ${endBend} ${endY} ${endX} ${endY}`,
    labelX: isBack ? startX + bend * 0.75 : endX - bend * 0.9,
    labelY: isBack ? (startY + endY) / 2 : endY - 6,
  };
}
