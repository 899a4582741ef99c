import { formatPicoUsd, type Runaway, runaways, type Store } from "@spanledger/clickhouse";
import type { Raise } from "../alerts/create-raise.ts";
import { runawayEvent } from "../alerts/runaway-event.ts";
import type { HaltBook } from "../guard-stream/create-halt-book.ts";
import type { GuardPolicies } from "./create-guard-policies.ts";
import type { WriteQueue } from "./create-write-queue.ts";
import type { Sighting } from "./watch.ts";

export interface RecorderOptions {
  readonly store: Store;
  readonly policies: Pick<GuardPolicies, "modeFor">;
  readonly halts: Pick<HaltBook, "halt">;
  readonly writes: WriteQueue;
  /** Lets the finding be told by the project's channels. */
  readonly raise: Raise;
  readonly now: () => number;
}

const HALT_MS = 3_600_000;
const MAX_KNOWN = 50_000;

/**
 * Writes a finding down once per trace and rule, and tells the streams: to block when the project's mode says so and the
 * finding is critical, else to observe.
 */
export function createRecorder({
  store,
  policies,
  halts,
  writes,
  raise,
  now,
}: RecorderOptions): (sighting: Sighting) => void {
  const known = new Set<string>();
  return (sighting) => {
    const { projectId, feature, finding } = sighting;
    const key = `${projectId} ${finding.traceId} ${finding.rule}`;
    if (known.has(key)) return;
    if (known.size >= MAX_KNOWN) known.clear();
    known.add(key);
    const isBlocked = finding.severity === "critical" && policies.modeFor(projectId, feature) === "block";
    const runaway = runawayOf(sighting, { nowMs: now(), state: isBlocked ? "halted" : "watching" });
    halts.halt({
      ...runaway,
      expires_at: runaway.detected_at + HALT_MS,
      action: isBlocked ? "block" : "observe",
    });
    writes.add(async () => {
      const table = runaways(store);
      const { project, trace_id, rule } = runaway;
      // Another process, or an earlier run of this one, may have found it too.
      if ((await table.history({ project, trace_id, rule })).length > 0) return;
      // What the app has stopped by itself is stopped, whatever is found in it afterwards.
      const others = await table.list({ project, trace_id });
      const state = others.some((other) => other.state === "halted") ? "halted" : runaway.state;
      await raise([runawayEvent({ ...runaway, state })]);
      await table.put({ ...runaway, state }, { changedBy: "system", nowMs: now() });
    });
  };
}

function runawayOf(
  { projectId, feature, tenant, agent, finding }: Sighting,
  { nowMs, state }: { readonly nowMs: number; readonly state: string },
): Runaway {
  return {
    project: projectId,
    trace_id: finding.traceId,
    rule: finding.rule,
    severity: finding.severity,
    sentence: finding.sentence,
    first_span_id: finding.firstSpanId,
    evidence_span_ids: JSON.stringify(finding.spanIds),
    feature,
    tenant,
    agent,
    spent_usd:
      finding.avoidedPicoUsd === null && finding.spentPicoUsd === 0n ? "" : formatPicoUsd(finding.spentPicoUsd),
    avoided_usd: finding.avoidedPicoUsd === null ? "" : formatPicoUsd(finding.avoidedPicoUsd),
    detected_at: nowMs,
    state,
  };
}
