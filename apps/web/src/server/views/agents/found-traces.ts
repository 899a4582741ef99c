import type { RunawayRow, TraceHalt, TraceSpend } from "@spanledger/clickhouse";
import { type RunawayState, traceState } from "../../guard/trace-state.ts";
import { inOrder } from "./in-order.ts";

/** A trace in which rules have found something, or that somebody has halted. */
export interface FoundTrace {
  readonly traceId: string;
  readonly state: RunawayState;
  readonly severity: "warning" | "critical";
  /** In order of detection. */
  readonly reasons: readonly { readonly rule: string; readonly severity: string; readonly sentence: string }[];
  readonly feature: string;
  readonly tenant: string;
  readonly agent: string;
  readonly detectedAtMs: number;
  /** Who made the state so, in words, and when. */
  readonly changedBy: string;
  readonly changedAtMs: number;
  /** The halt in force ends then; null when none is. */
  readonly haltedUntilMs: number | null;
  /** The whole trace, as every sum has it; null = not known. */
  readonly spentUsd: string | null;
  readonly calls: number;
  readonly unknownCalls: number;
  /** An estimate of the last finding. */
  readonly avoidedUsd: string | null;
  /** End of its last call; null when the calls are gone. */
  readonly lastMs: number | null;
}

export interface Known {
  readonly halts: ReadonlyMap<string, TraceHalt>;
  readonly spends: ReadonlyMap<string, TraceSpend>;
  readonly nameOf: (id: string) => string;
  readonly money: (usd: string | null, atMs: number) => string | null;
  readonly nowMs: number;
}

/** One entry per trace, the newest first. */
export function foundTraces(rows: readonly RunawayRow[], known: Known): readonly FoundTrace[] {
  const traces = new Map<string, RunawayRow[]>();
  for (const row of rows) {
    const same = traces.get(row.traceId);
    if (same === undefined) traces.set(row.traceId, [row]);
    else same.push(row);
  }
  return [...traces.values()].map((found) => toTrace(found, known)).toSorted((a, b) => b.detectedAtMs - a.detectedAtMs);
}

function toTrace(rows: readonly RunawayRow[], { halts, spends, nameOf, money, nowMs }: Known): FoundTrace {
  const found = inOrder(rows);
  const traceId = found[0]?.traceId ?? "";
  const changed = found.reduce(
    (newest, row) => (row.stateSinceMs > newest.stateSinceMs ? row : newest),
    rows[0] ?? EMPTY,
  );
  const last = found.findLast(({ avoidedUsd }) => avoidedUsd !== null);
  const halt = halts.get(traceId);
  const spend = spends.get(traceId);
  const first = (name: "feature" | "tenant" | "agent") =>
    found.map((row) => row[name]).find((text) => text !== "") ?? "";
  return {
    traceId,
    state: traceState(found.map(({ state }) => state)),
    severity: found.some(({ severity }) => severity === "critical") ? "critical" : "warning",
    reasons: found.map(({ rule, severity, sentence }) => ({ rule, severity, sentence })),
    feature: first("feature"),
    tenant: first("tenant"),
    agent: first("agent"),
    detectedAtMs: found[0]?.detectedAtMs ?? 0,
    changedBy: nameOf(changed.stateBy),
    changedAtMs: changed.stateSinceMs,
    haltedUntilMs: halt?.action === "block" && halt.expires_at > nowMs ? halt.expires_at : null,
    spentUsd: spend?.costUsd ?? null,
    calls: spend?.calls ?? 0,
    unknownCalls: spend?.unknownCalls ?? 0,
    avoidedUsd: last === undefined ? null : money(last.avoidedUsd, last.detectedAtMs),
    lastMs: spend?.lastMs ?? null,
  };
}

const EMPTY = { stateSinceMs: 0, stateBy: "" } as const;
