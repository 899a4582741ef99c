import type { AlertEvent } from "@spanledger/clickhouse";
import { serialiseFilters } from "#lib/scope/calls-href.ts";
import { formatFilterToken } from "#lib/scope/filter-token.ts";

export interface EventTarget {
  readonly href: string;
  readonly label: string;
}

const MAX_TRACES = 3;
const MAX_TOKENS = 20;

/** Where the trace or the calls behind an event are; none for what has neither. */
export function eventTargets({ evidence }: Pick<AlertEvent, "evidence">): EventTarget[] {
  const traces = texts(evidence["trace_ids"])
    .filter((id) => /^[0-9a-f]{32}$/.test(id))
    .slice(0, MAX_TRACES)
    .map((id, index) => ({ href: `/traces/${id}`, label: index === 0 ? "The trace" : `Trace ${index + 1}` }));
  return [...traces, ...callsOf(evidence)];
}

function callsOf(evidence: AlertEvent["evidence"]): EventTarget[] {
  const { from_ms: fromMs, to_ms: toMs } = evidence;
  if (typeof fromMs !== "number" || typeof toMs !== "number" || toMs <= fromMs) return [];
  const tokens = tokensOf(evidence["filters"]);
  // A page with other filters than the event's would show other calls.
  if (tokens.length > MAX_TOKENS) return [];
  const query = new URLSearchParams({ range: `${fromMs}-${toMs}`, f: serialiseFilters(tokens) });
  return [{ href: `/traces?${query}`, label: "The calls behind it" }];
}

function tokensOf(filters: unknown): string[] {
  if (!Array.isArray(filters)) return [];
  return filters.flatMap((filter: unknown) => {
    if (typeof filter !== "object" || filter === null || !("dimension" in filter) || !("values" in filter)) return [];
    const exclude = "op" in filter && filter.op === "not_in";
    return texts(filter.values).map((value) =>
      formatFilterToken({ dimension: String(filter.dimension), value, exclude }),
    );
  });
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
}
