import { sumUsd } from "#lib/money/sum-usd.ts";
import type { TreeNode, TreeSpan } from "./build-tree.ts";

export interface GraphSpan extends TreeSpan {
  readonly name: string;
  readonly role: string;
  readonly operation: string;
  readonly agent: string;
  readonly toolName: string;
  readonly model: string;
  readonly status: string;
  readonly counted: boolean;
  readonly billingState: string;
  readonly cost: { readonly total: string } | null;
}

export interface GraphNode {
  readonly id: string;
  readonly kind: "agent" | "tool" | "model";
  readonly label: string;
  /** Hand-overs from the outside to this one: agents 0, 1, 2 …; tools and models stand behind the last agent. */
  readonly column: number;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly failed: number;
  /** Of the counted model calls below it: a hand-over has all of what the other agent spent. null: none has a known cost. */
  readonly usd: string | null;
  /** Counted calls below it whose cost nobody knows. */
  readonly unknown: number;
}

export interface AgentGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

interface Tally {
  count: number;
  failed: number;
  unknown: number;
  readonly amounts: string[];
}

/**
 * Who handed over to whom, and who called which tool and model. A span works for the agent it names, else for its parent's;
 * an edge between agents is a span that names another agent than its parent.
 */
export function agentGraph<Span extends GraphSpan>(roots: readonly TreeNode<Span>[]): AgentGraph {
  const edges = new Map<string, Tally & { readonly from: string; readonly to: string }>();
  const columns = new Map<string, number>([["agent:", 0]]);
  const tally = (from: string, to: string) => {
    const key = JSON.stringify([from, to]);
    const known = edges.get(key) ?? { from, to, count: 0, failed: 0, unknown: 0, amounts: [] };
    edges.set(key, known);
    return known;
  };
  const open = roots.map((node) => ({ node, owner: "agent:", above: [] as readonly Tally[] }));
  for (let step = open.pop(); step; step = open.pop()) {
    const { span, children } = step.node;
    const agent = span.agent === "" ? step.owner : `agent:${span.agent}`;
    let { above } = step;
    if (agent !== step.owner) {
      const edge = tally(step.owner, agent);
      count(edge, span);
      if (!above.includes(edge)) above = [...above, edge];
      if (!columns.has(agent)) columns.set(agent, (columns.get(step.owner) ?? 0) + 1);
    }
    const target = targetOf(span);
    if (target !== null) {
      const edge = tally(agent, target);
      count(edge, span);
      if (target.startsWith("tool:") && !above.includes(edge)) above = [...above, edge];
      if (!target.startsWith("tool:")) spend(edge, span);
    }
    for (const edge of above) spend(edge, span);
    for (const child of children) open.push({ node: child, owner: agent, above });
  }
  return toGraph([...edges.values()], columns);
}

function targetOf(span: GraphSpan): string | null {
  if (span.role === "call" && span.counted) return `model:${span.model || "unnamed model"}`;
  if (span.toolName !== "" || span.operation === "execute_tool") return `tool:${span.toolName || span.name}`;
  return null;
}

function count(edge: Tally, span: GraphSpan): void {
  edge.count += 1;
  if (span.status === "error") edge.failed += 1;
}

function spend(edge: Tally, span: GraphSpan): void {
  if (!span.counted || span.billingState === "cached") return;
  if (span.cost === null) edge.unknown += 1;
  else edge.amounts.push(span.cost.total);
}

function toGraph(
  tallies: readonly (Tally & { readonly from: string; readonly to: string })[],
  columns: ReadonlyMap<string, number>,
): AgentGraph {
  const last = Math.max(...columns.values());
  const ids = [...new Set(tallies.flatMap(({ from, to }) => [from, to]))];
  const nodes = ids.map((id): GraphNode => {
    const [kind = "", ...rest] = id.split(":");
    const name = rest.join(":");
    if (kind === "agent") return { id, kind, label: name || "app", column: columns.get(id) ?? 0 };
    return { id, kind: kind === "tool" ? "tool" : "model", label: name, column: last + 1 };
  });
  const edges = tallies.map(({ amounts, ...edge }) => ({
    ...edge,
    usd: amounts.length === 0 ? null : sumUsd(amounts),
  }));
  return { nodes, edges: edges.toSorted((a, b) => b.count - a.count) };
}
