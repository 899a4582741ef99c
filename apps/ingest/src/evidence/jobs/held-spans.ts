/** Holds that are in force; the parameter is `project`. */
export const ACTIVE_HOLDS = `(SELECT id, scope, scope_value, basis FROM (
    SELECT id, scope, scope_value, basis, deleted FROM holds AS h WHERE h.project = {project: String}
    ORDER BY h.version DESC LIMIT 1 BY id) WHERE deleted = 0)`;

/**
 * Select of (trace_id, span_id) of the spans that a hold on a user, tenant, session or trace names; who it is never
 * stands in the text, because ClickHouse keeps the text of a mutation on the disk.
 */
export const HELD_SPANS = `SELECT trace_id, span_id FROM spans WHERE project = {project: String} AND (${named()}
    OR lower(hex(trace_id)) IN (${values("trace")})
    OR (writer, seq) IN (SELECT writer, seq FROM adjustments WHERE project = {project: String} AND (${named()})))`;

function named(): string {
  return `user_id IN (${values("user")}) OR session_id IN (${values("session")}) OR tenant IN (${values("tenant")})`;
}

function values(scope: string): string {
  return `SELECT scope_value FROM ${ACTIVE_HOLDS} WHERE scope = '${scope}'`;
}
