"use client";
import type { TreeCall } from "@spanledger/clickhouse";
import { Workflow } from "lucide-react";
import { useMemo } from "react";
import { Money } from "#components/figures/money.tsx";
import { StateMessage } from "#components/ui/state-message.tsx";
import { agentGraph, type GraphEdge, type GraphNode } from "#lib/calls/agent-graph.ts";
import type { TreeNode } from "#lib/calls/build-tree.ts";
import { layOutGraph } from "#lib/calls/lay-out-graph.ts";
import { formatInteger } from "#lib/format-count.ts";
import { formatMoney } from "#lib/money/format-money.ts";
import { useCurrency } from "#lib/money/use-currency.ts";

const MARKS = { agent: "agent", tool: "tool", model: "model" } as const satisfies Record<GraphNode["kind"], string>;
const STROKES = { agent: "var(--series-0)", tool: "var(--series-1)", model: "var(--series-2)" } as const;

/** Who handed over to whom and called what: drawn, and as a table with the same figures. */
export function AgentGraph({ tree }: { readonly tree: readonly TreeNode<TreeCall>[] }) {
  const graph = useMemo(() => agentGraph(tree), [tree]);
  if (graph.edges.length === 0)
    return (
      <StateMessage icon={Workflow} title="No agent, tool or model in this trace">
        Spans that name an agent (gen_ai.agent.name), a tool or a model make this picture.
      </StateMessage>
    );
  const labels = new Map(graph.nodes.map(({ id, label }) => [id, label]));
  return (
    <div className="space-y-4">
      <section aria-label="Agent graph" tabIndex={0} className="overflow-x-auto rounded-lg border bg-surface p-4">
        <Picture nodes={graph.nodes} edges={graph.edges} />
        <p className="mt-3 text-xs text-ink-3">
          A line between agents is a hand-over, with what the other agent spent on it. A line to a model has the calls
          that totals count; one to a tool has what was spent inside it.
        </p>
      </section>
      <section aria-label="Hand-overs and calls" tabIndex={0} className="overflow-x-auto rounded-lg border bg-surface">
        <table className="w-full">
          <thead className="border-b bg-sunken text-xs text-ink-2">
            <tr>
              {["From", "To", "Times", "Failed", "Cost"].map((name, index) => (
                <th
                  key={name}
                  scope="col"
                  className={`px-3 py-2 font-medium ${index > 1 ? "text-right" : "text-left"}`}
                >
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y">
            {graph.edges.map((edge) => (
              <tr key={`${edge.from} ${edge.to}`}>
                <td className="px-3 py-1.5">{labels.get(edge.from)}</td>
                <td className="px-3 py-1.5">{labels.get(edge.to)}</td>
                <td className="num px-3 py-1.5 text-right">{formatInteger(edge.count)}</td>
                <td className="num px-3 py-1.5 text-right">{edge.failed === 0 ? "–" : formatInteger(edge.failed)}</td>
                <td className="px-3 py-1.5 text-right">
                  <EdgeCost edge={edge} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function EdgeCost({ edge }: { readonly edge: GraphEdge }) {
  if (edge.usd === null && edge.unknown === 0) return <span className="text-ink-3">–</span>;
  return (
    <>
      <Money usd={edge.usd} />
      {edge.usd !== null && edge.unknown > 0 && <span className="text-warn"> + {edge.unknown} unknown</span>}
    </>
  );
}

function Picture({ nodes, edges }: { readonly nodes: readonly GraphNode[]; readonly edges: readonly GraphEdge[] }) {
  const currency = useCurrency();
  const { boxes, lines, width, height, hidden } = useMemo(() => layOutGraph(nodes, edges), [nodes, edges]);
  return (
    <>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="img"
        aria-label={`${nodes.length} agents, tools and models; the table lists their ${edges.length} connections`}
      >
        {lines.map(({ edge, path, labelX, labelY }) => (
          <g key={`${edge.from} ${edge.to}`}>
            <path
              d={path}
              fill="none"
              stroke={edge.failed > 0 ? "var(--bad)" : "var(--line-strong)"}
              strokeWidth={Math.min(5, 1 + Math.log2(edge.count))}
            />
            <text
              x={labelX}
              y={labelY}
              textAnchor="middle"
              className="num fill-ink-2 text-[11px]"
              stroke="var(--surface)"
              strokeWidth={4}
              paintOrder="stroke"
            >
              {`${formatInteger(edge.count)}×${edge.usd === null ? "" : ` ${formatMoney(edge.usd, currency)}`}`}
            </text>
          </g>
        ))}
        {boxes.map(({ node, x, y, boxWidth, boxHeight }) => (
          <g key={node.id} transform={`translate(${x} ${y})`}>
            <title>{`${MARKS[node.kind]} ${node.label}`}</title>
            <rect width={boxWidth} height={boxHeight} rx={6} fill="var(--raised)" stroke={STROKES[node.kind]} />
            <text x={10} y={15} className="fill-ink-3 text-[10px]">
              {MARKS[node.kind]}
            </text>
            <text x={10} y={30} className="fill-ink text-[12px] font-medium">
              {node.label.length > 22 ? `${node.label.slice(0, 21)}…` : node.label}
            </text>
          </g>
        ))}
      </svg>
      {hidden > 0 && <p className="mt-2 text-xs text-ink-2">{hidden} more stand in the table only.</p>}
    </>
  );
}
