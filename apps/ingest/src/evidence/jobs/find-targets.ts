import { randomBytes } from "node:crypto";
import type { Store } from "@spanledger/clickhouse";
import { encodeTargets, type ErasureTarget, type JsonValue } from "@spanledger/ledger";
import { z } from "zod";
import type { SubjectSql } from "./erasure-subject.ts";

/** The records whose content an erasure takes, in parts: each is committed to by a record of the log that it is about. */
export interface Targets {
  readonly count: number;
  readonly parts: readonly TargetPart[];
}

export interface TargetPart {
  readonly recordId: string;
  readonly log: string;
  readonly count: number;
  readonly opening: { readonly salt: string; readonly value: JsonValue };
}

export interface TargetsRequest {
  readonly project: string;
  /** Name of this ingest's logs. */
  readonly log: string;
  /** Of the erasure, and of the first of its records in this ingest's log. */
  readonly id: string;
  readonly sql: SubjectSql;
  readonly nowMs: number;
}

/** A value above 256 KiB would have to be a file of its own in an export. */
const MAX_VALUE_BYTES = 250_000;
const LIMITS = "SETTINGS max_execution_time = 300, max_memory_usage = 4000000000";

const Opening = z.object({ record_id: z.string(), salt: z.string(), value: z.string() });
const Found = z.object({ log: z.string(), idx: z.string().transform(Number), fields: z.array(z.string()) });
type Found = z.infer<typeof Found>;

/**
 * Finds the records and keeps their indices before anything is deleted: afterwards nothing could tell them any more.
 * A second try goes by what the first has kept.
 */
export async function findTargets(store: Store, request: TargetsRequest): Promise<Targets> {
  const { project, log, id, sql, nowMs } = request;
  const reader = store.project(project);
  const kept = await reader.query({
    name: "kept targets of an erasure",
    sql: `SELECT record_id, salt, value FROM ledger_openings FINAL
      WHERE project = {project: String} AND (record_id = {id: String} OR startsWith(record_id, {id: String} || '/')) AND field = 'targets'
      ORDER BY record_id LIMIT 100000 ${LIMITS}`,
    params: { id },
    schema: Opening,
  });
  if (kept.length > 0) return toTargets(request, kept);
  const found = await reader.query({
    name: "records of a subject",
    sql: `SELECT f.log AS log, toString(f.idx) AS idx, arraySort(groupUniqArrayArray(f.names)) AS fields FROM (
        SELECT e.log AS log, e.idx AS idx, JSONExtractKeys(e.body, 'c') AS names FROM ledger_entries AS e
        WHERE e.project = {project: String} AND e.kind IN ('observation', 'oversight') AND e.writer != '' AND e.body != ''
          AND (e.trace_id, e.span_id) IN (${sql.contents})
        UNION ALL
        SELECT e.log AS log, e.idx AS idx, [toString(o.field)] AS names FROM ledger_openings AS o
        INNER JOIN ledger_entries AS e ON e.project = o.project AND e.record_id = o.record_id
        WHERE o.project = {project: String} AND e.project = {project: String} AND ${sql.openings}) AS f
      GROUP BY f.log, f.idx HAVING notEmpty(fields) ORDER BY f.log, f.idx ${LIMITS}`,
    params: { erasure: id },
    schema: Found,
  });
  const rows = partsOf({ log, id }, found).map(({ recordId, targets }) => ({
    record_id: recordId,
    salt: randomBytes(16).toString("base64url"),
    value: JSON.stringify(encodeTargets(targets)),
  }));
  const created_at = new Date(nowMs).toISOString().replace("T", " ").replace("Z", "");
  await store.insertRows(
    "ledger_openings",
    rows.map((row) => ({ ...row, project, field: "targets", created_at })),
  );
  return toTargets(request, rows);
}

interface FoundPart {
  readonly recordId: string;
  readonly targets: ErasureTarget[];
}

function partsOf({ log: own, id }: Pick<TargetsRequest, "log" | "id">, found: readonly Found[]): readonly FoundPart[] {
  const parts: FoundPart[] = [];
  let log: string | undefined;
  let bytes = 0;
  for (const { log: of, idx, fields } of found) {
    const size = JSON.stringify([idx, fields]).length + 1;
    if (of !== log || bytes + size > MAX_VALUE_BYTES) {
      const isFirst = of === own && log !== own;
      parts.push({ recordId: isFirst ? id : `${id}/${of}/${parts.length}`, targets: [] });
      log = of;
      bytes = 2;
    }
    parts.at(-1)?.targets.push({ first: idx, last: idx, fields });
    bytes += size;
  }
  return parts;
}

function toTargets({ log, id }: TargetsRequest, kept: readonly z.infer<typeof Opening>[]): Targets {
  const parts = kept.map(({ record_id: recordId, salt, value }): TargetPart => {
    const list = JSON.parse(value) as readonly JsonValue[];
    const of = recordId === id ? log : (recordId.split("/")[1] ?? log);
    return { recordId, log: of, count: list.length, opening: { salt, value: list } };
  });
  return { count: parts.reduce((sum, { count }) => sum + count, 0), parts };
}
