import { type LedgerRow, ledgerRowsReceivedSince, type Store } from "@spanledger/clickhouse";
import type { Dimensions } from "@spanledger/telemetry";
import { ledgerSpanOf } from "./ledger-span-of.ts";
import type { TraceWindow, WindowSpan } from "./trace-window.ts";

export interface RebuildOptions {
  readonly store: Store;
  readonly window: TraceWindow;
  readonly projectIds: readonly string[];
  readonly nowMs: number;
  /** How far back. Default 15 minutes. */
  readonly windowMs?: number;
  /** Spans over all projects. Default 25,000: about two seconds of a start. */
  readonly maxSpans?: number;
}

/**
 * Fills the window of a fresh process with what was received lately, so that a client's retry of a request from before
 * the restart is still known. Rows that are spooled but not loaded yet are missing: their repeats are stored and
 * reconciled. Gives the number of spans.
 */
export async function rebuildWindow(options: RebuildOptions): Promise<number> {
  const { store, window, projectIds, nowMs, windowMs = 900_000, maxSpans = 25_000 } = options;
  let left = maxSpans;
  for (const projectId of projectIds) {
    if (left <= 0) break;
    const rows = await ledgerRowsReceivedSince(store.project(projectId), {
      receivedSinceMs: nowMs - windowMs,
      limit: left,
    });
    left -= rows.length;
    for (const row of rows.reverse()) {
      const trace = window.open(projectId, row.trace_id, Number(row.received_at));
      trace.isPartial = true;
      window.add(trace, windowSpanOf(row));
    }
  }
  return maxSpans - left;
}

function windowSpanOf(row: LedgerRow): WindowSpan {
  const { billing, own } = ledgerSpanOf(row);
  return {
    billing,
    evidence: row.role === "call" ? own : null,
    sentEndNs: billing.endNs,
    state: row.billing_state,
    supersededBy: row.superseded_by,
    dimensions: dimensionsOf(row),
    isDurable: true,
  };
}

function dimensionsOf(row: LedgerRow): Dimensions {
  return {
    environment: row.environment,
    service: row.service,
    feature: row.feature,
    tenant: row.tenant,
    user: row.user_id,
    session: row.session_id,
    agent: row.agent,
    workflow: row.workflow,
    promptName: row.prompt_name,
    promptVersion: row.prompt_version,
  };
}
