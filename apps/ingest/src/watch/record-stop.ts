import { formatPicoUsd, type Runaway, runaways, type Store } from "@spanledger/clickhouse";
import type { Raise } from "../alerts/create-raise.ts";
import { runawayEvent } from "../alerts/runaway-event.ts";
import { markStopped } from "./settle-runaways.ts";
import type { Stop } from "./stopped-traces.ts";

export interface SeenStop extends Stop {
  readonly projectId: string;
  /** By the calls of the trace that this process has seen; null when none had a price. */
  readonly spentPicoUsd: bigint | null;
}

/**
 * Keeps that an app stopped a trace by itself: what was found in the trace is halted, and where nothing was found the app's
 * own reason is the finding.
 */
export async function recordStop(
  { store, raise }: { readonly store: Store; readonly raise: Raise },
  stop: SeenStop,
  nowMs: number,
): Promise<void> {
  const { projectId: project, traceId: trace_id } = stop;
  if ((await runaways(store).history({ project, trace_id })).length > 0) {
    await markStopped(store, { projectId: project, traceId: trace_id }, nowMs);
    return;
  }
  const runaway: Runaway = {
    project,
    trace_id,
    rule: stop.rule,
    severity: "critical",
    sentence: stop.sentence,
    first_span_id: stop.spanId,
    evidence_span_ids: JSON.stringify([stop.spanId]),
    feature: stop.feature,
    tenant: stop.tenant,
    agent: stop.agent,
    spent_usd: stop.spentPicoUsd === null ? "" : formatPicoUsd(stop.spentPicoUsd),
    avoided_usd: "",
    detected_at: nowMs,
    state: "halted",
  };
  await raise([runawayEvent(runaway)]);
  await runaways(store).put(runaway, { changedBy: "breaker", nowMs });
}
