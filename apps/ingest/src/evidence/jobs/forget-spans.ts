import { randomBytes } from "node:crypto";
import type { Store } from "@spanledger/clickhouse";
import { z } from "zod";
import { SALT, type SubjectSql, VALUE } from "./erasure-subject.ts";

export interface ForgetRequest {
  readonly project: string;
  /** Its id. */
  readonly erasure: string;
  readonly sql: SubjectSql;
}

const Counts = z.object({ spans: z.string().transform(Number), contents: z.string().transform(Number) });

/** Attributes that name or locate a person. */
const PERSONAL_KEYS =
  "(?i)user|email|mail|phone|client\\\\.address|client\\\\.ip|ip_address|session|conversation|customer|person|patient|reviewer";

/** How much an erasure will take. */
export async function extentOf(
  store: Store,
  { project, erasure, sql }: ForgetRequest,
): Promise<z.infer<typeof Counts>> {
  const [counts] = await store.project(project).query({
    name: "extent of an erasure",
    sql: `SELECT (SELECT toString(count()) FROM spans WHERE ${sql.spans}) AS spans,
        (SELECT toString(count()) FROM span_content WHERE project = {project: String} AND (trace_id, span_id) IN (${sql.contents})) AS contents
      SETTINGS max_execution_time = 300, max_memory_usage = 4000000000`,
    params: { erasure },
    schema: Counts,
  });
  return counts ?? { spans: 0, contents: 0 };
}

/**
 * Deletes the content with its salts, then gives user and session of the spans names that say nothing; figures, times and
 * models stay, so every sum stays. Resolves when ClickHouse has rewritten the parts.
 */
export async function forgetSpans(store: Store, { project, erasure, sql }: ForgetRequest): Promise<void> {
  const params = { project, erasure };
  await keepSalt(store, { project, erasure });
  const mutate = (statement: string) => store.command(`${statement} SETTINGS mutations_sync = 2`, params);
  await mutate(
    `ALTER TABLE span_content DELETE WHERE project = {project: String} AND (trace_id, span_id) IN (${sql.contents})`,
  );
  await mutate(`ALTER TABLE ledger_openings DELETE WHERE project = {project: String} AND ${sql.openings}`);
  const columns = [
    ...(sql.forgetsUser ? [`user_id = ${forgotten("user_id")}`] : []),
    ...(sql.forgetsSession ? [`session_id = ${forgotten("session_id")}`] : []),
  ];
  // The rows of adjustments go last: which spans are meant may be known only from them.
  const of = `(writer, seq) IN (SELECT writer, seq FROM spans WHERE ${sql.spans})`;
  if (columns.length > 0) {
    const identity = `identity = replaceAll(replaceAll(identity, ${quoted("user_id", sql.forgetsUser)}), ${quoted("session_id", true)})`;
    const attributes = `attributes = mapFilter((k, v) -> NOT match(k, '${PERSONAL_KEYS}') AND position(v, ${VALUE}) = 0, attributes)`;
    await mutate(`ALTER TABLE spans UPDATE ${[...columns, identity, attributes].join(", ")} WHERE ${sql.spans}`);
    await mutate(`ALTER TABLE adjustments UPDATE ${columns.join(", ")} WHERE project = {project: String} AND ${of}`);
  }
}

/** A second try after a crash gives the same new names as the first. */
async function keepSalt(store: Store, { project, erasure }: Omit<ForgetRequest, "sql">): Promise<void> {
  const kept = await store.project(project).query({
    name: "salt of an erasure",
    sql: `SELECT id FROM erasure_subjects WHERE project = {project: String} AND id = {erasure: String} AND kind = 'salt' LIMIT 1
      SETTINGS max_execution_time = 10`,
    params: { erasure },
    schema: z.object({ id: z.string() }),
  });
  if (kept.length > 0) return;
  const salt = { project, id: erasure, kind: "salt", value: randomBytes(16).toString("hex") };
  await store.insertRows("erasure_subjects", [salt]);
}

/** The same name for the same person within this erasure; its salt is thrown away. */
function forgotten(column: string): string {
  return `if(${column} = '', '', concat('erased-', lower(substring(hex(SHA256(concat(${SALT}, ${column}))), 1, 16))))`;
}

/** Needle and replacement for the JSON of `identity`; a needle that never occurs when there is nothing to replace. */
function quoted(column: string, applies: boolean): string {
  if (!applies) return "'\\0', ''";
  return `if(${column} = '', '\\0', toJSONString(${column})), toJSONString(${forgotten(column)})`;
}
