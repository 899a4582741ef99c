import { haltTrace, releaseTrace, runaways, type Store, traceHalts } from "@spanledger/clickhouse";
import { runInTurn } from "./run-in-turn.ts";
import { traceState } from "./trace-state.ts";

export interface TraceChange {
  readonly projectId: string;
  readonly traceId: string;
  readonly to: "halted" | "released";
  /** The state that the page showed, "" for a trace in which nothing was found. */
  readonly seen: string;
  /** A halt ends by itself after this time. */
  readonly forMs: number;
  /** Id of the key. */
  readonly changedBy: string;
  readonly nowMs: number;
}

interface LastChange {
  readonly state: string;
  readonly by: string;
  readonly atMs: number;
}

/** `already`: somebody else, or the first of two clicks, did the same. `changed`: something else happened since the page was read. */
export type TraceChangeOutcome =
  | { readonly status: "done" }
  | ({ readonly status: "already" } & LastChange)
  | ({ readonly status: "changed" } & LastChange)
  | { readonly status: "unknown" };

/** Halts or releases a trace from what a person saw of it. */
export function changeTrace(store: Store, change: TraceChange): Promise<TraceChangeOutcome> {
  return runInTurn(`${change.projectId} ${change.traceId}`, () => apply(store, change));
}

async function apply(store: Store, change: TraceChange): Promise<TraceChangeOutcome> {
  const { projectId, traceId, to, seen, changedBy, nowMs, forMs } = change;
  const key = { project: projectId, trace_id: traceId };
  const [records, [newest], [halt]] = await Promise.all([
    runaways(store).list(key),
    runaways(store).history(key),
    traceHalts(store).list(key),
  ]);
  const state = records.length === 0 ? "" : traceState(records.map((record) => record.state));
  const isHalted = halt?.action === "block" && halt.expires_at > nowMs;
  const last = { state, by: newest?.changedBy ?? "", atMs: newest?.changedAtMs ?? 0 };
  if (state === to && (to === "halted") === isHalted) return { status: "already", ...last };
  if (state !== seen) return { status: "changed", ...last };
  const done = { changedBy, nowMs };
  if (to === "halted") {
    const outcome = await haltTrace(store, { projectId, traceId, forMs }, done);
    return outcome.status === "unknown" ? outcome : { status: "done" };
  }
  return (await releaseTrace(store, { projectId, traceId }, done)) ? { status: "done" } : { status: "unknown" };
}
