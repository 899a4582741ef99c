import { randomBytes } from "node:crypto";
import type { Store } from "@spanledger/clickhouse";
import { encodeTargets, type ErasureTarget, type JsonValue } from "@spanledger/ledger";
import { z } from "zod";
import type { SubjectSql } from "./erasure-subject.ts";

/** The records whose content an erasure takes, and the opening under which they are committed to. */
export interface Targets {
  readonly count: number;
  readonly opening: { readonly salt: string; readonly value: JsonValue };
}

export interface TargetsRequest {
  readonly project: string;
  readonly log: string;
  /** Of the erasure and of its record. */
  readonly id: string;
  readonly sql: SubjectSql;
  readonly nowMs: number;
}

const Opening = z.object({ salt: z.string(), value: z.string() });
const Index = z.object({ idx: z.string().transform(Number) });

/**
 * Finds the records and keeps their indices before anything is deleted: afterwards nothing could tell them any more.
 * A second try goes by what the first has kept.
 */
export async function findTargets(store: Store, request: TargetsRequest): Promise<Targets> {
  const { project, log, id, sql, nowMs } = request;
  const reader = store.project(project);
  const [kept] = await reader.query({
    name: "kept targets of an erasure",
    sql: `SELECT salt, value FROM ledger_openings WHERE project = {project: String} AND record_id = {id: String} AND field = 'targets'
      ORDER BY created_at LIMIT 1 SETTINGS max_execution_time = 10`,
    params: { id },
    schema: Opening,
  });
  if (kept !== undefined) return toTargets(kept);
  const rows = await reader.query({
    name: "records of a subject",
    sql: `SELECT toString(idx) AS idx FROM ledger_entries AS e
      WHERE project = {project: String} AND log = {log: String} AND kind IN ('observation', 'oversight', 'amendment')
        AND (trace_id, span_id) IN (${sql.contents})
      ORDER BY e.idx SETTINGS max_execution_time = 300, max_memory_usage = 4000000000`,
    params: { log, erasure: id },
    schema: Index,
  });
  const salt = randomBytes(16).toString("base64url");
  const opening = { salt, value: JSON.stringify(encodeTargets(runsOf(rows.map(({ idx }) => idx)))) };
  const created_at = new Date(nowMs).toISOString().replace("T", " ").replace("Z", "");
  await store.insertRows("ledger_openings", [{ project, record_id: id, field: "targets", ...opening, created_at }]);
  return toTargets(opening);
}

function toTargets({ salt, value }: z.infer<typeof Opening>): Targets {
  const list = JSON.parse(value) as readonly (readonly [number, number])[];
  const count = list.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  return { count, opening: { salt, value: list } };
}

/** Neighbours become one range: all content of these records is meant. */
function runsOf(indices: readonly number[]): readonly ErasureTarget[] {
  const runs: { first: number; last: number }[] = [];
  for (const index of indices) {
    const run = runs.at(-1);
    if (run !== undefined && index === run.last + 1) run.last = index;
    else runs.push({ first: index, last: index });
  }
  return runs;
}
