import { z } from "zod";
import type { Store } from "../store/store.ts";
import { type Runaway, runaways } from "./runaways.ts";
import { traceHalts } from "./trace-halts.ts";
import type { Change } from "./versioned-table.ts";

export interface TraceHaltRequest {
  readonly projectId: string;
  /** 32 lower-case hex digits. */
  readonly traceId: string;
  /** A halt ends by itself after this time. */
  readonly forMs: number;
}

/** `unknown`: the project has no such trace. */
export type HaltOutcome = { readonly status: "halted"; readonly expiresAtMs: number } | { readonly status: "unknown" };

/** Makes the exporters refuse the next model call of a trace; every ingest process tells them within a second. */
export async function haltTrace(store: Store, request: TraceHaltRequest, change: Change): Promise<HaltOutcome> {
  const { projectId: project, traceId: trace_id } = request;
  const table = runaways(store);
  const found = await table.list({ project, trace_id });
  const records = found.length > 0 ? found : await manual(store, request, change);
  const [first] = [...records].sort((left, right) => left.detected_at - right.detected_at);
  if (first === undefined) return { status: "unknown" };
  const expiresAtMs = change.nowMs + request.forMs;
  await traceHalts(store).put({ ...first, severity: "critical", expires_at: expiresAtMs, action: "block" }, change);
  for (const record of records) await table.put({ ...record, state: "halted" }, change);
  return { status: "halted", expiresAtMs };
}

/** A trace that no rule has found, but somebody wants to stop. */
async function manual(store: Store, request: TraceHaltRequest, change: Change): Promise<readonly Runaway[]> {
  const [seen] = await store.project(request.projectId).query({
    name: "first span of a trace",
    sql: `SELECT lower(hex(span_id)) AS span, feature, tenant, agent FROM spans
      WHERE project = {project: String} AND trace_id = toFixedString(unhex({trace_id: String}), 16)
      ORDER BY start_time LIMIT 1 SETTINGS max_execution_time = 10, max_memory_usage = 500000000`,
    params: { trace_id: request.traceId },
    schema: z.object({ span: z.string(), feature: z.string(), tenant: z.string(), agent: z.string() }),
  });
  if (seen === undefined) return [];
  const { span, ...dimensions } = seen;
  return [
    {
      ...dimensions,
      project: request.projectId,
      trace_id: request.traceId,
      rule: "manual",
      severity: "critical",
      sentence: "halted by hand",
      first_span_id: span,
      evidence_span_ids: JSON.stringify([span]),
      spent_usd: "",
      avoided_usd: "",
      detected_at: change.nowMs,
      state: "halted",
    },
  ];
}
