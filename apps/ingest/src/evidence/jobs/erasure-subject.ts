import type { SubjectKind } from "@spanledger/evidence-store";

/**
 * The value is read where it is needed: ClickHouse keeps the text of a mutation on the disk long after it is done, so
 * neither the value nor the salt of the new names may stand in it.
 */
export const VALUE = secret("kind != 'salt'");
export const SALT = secret("kind = 'salt'");

function secret(condition: string): string {
  return `(SELECT any(value) FROM erasure_subjects WHERE project = {project: String} AND id = {erasure: String} AND ${condition})`;
}

/** SQL that finds what belongs to a subject; the parameters are `project` and `erasure`, its id. */
export interface SubjectSql {
  /** Condition on the rows of `spans`. */
  readonly spans: string;
  /** Select of (trace_id, span_id) of the content to delete. */
  readonly contents: string;
  /** Condition on the rows of `ledger_openings`, for content that pages and the API handed in. */
  readonly openings: string;
  /** Whether the user and the session of the spans are personal data of the subject. */
  readonly forgetsUser: boolean;
  readonly forgetsSession: boolean;
}

const TEXTS = [
  "input_messages",
  "output_messages",
  "system_instructions",
  "tool_definitions",
  "tool_arguments",
  "tool_result",
  "documents",
  "status_message",
  "other",
] as const;

export function subjectSql(kind: SubjectKind): SubjectSql {
  if (kind === "text") {
    const contents = `SELECT trace_id, span_id FROM span_content WHERE project = {project: String}
      AND (${TEXTS.map((column) => `position(${column}, ${VALUE}) > 0`).join(" OR ")})`;
    const spans = `project = {project: String} AND (trace_id, span_id) IN (${contents})`;
    const openings = `field != 'targets' AND position(value, ${VALUE}) > 0`;
    return { spans, contents, openings, forgetsUser: false, forgetsSession: false };
  }
  const spans = `project = {project: String} AND ${CONDITIONS[kind]}`;
  return {
    spans,
    contents: `SELECT trace_id, span_id FROM spans WHERE ${spans}`,
    // Who reviewed something is staff, not the subject: that goes with the text alone.
    openings: "0",
    forgetsUser: kind !== "session",
    forgetsSession: true,
  };
}

/** Who a span belongs to may have been found out later, from the rest of its trace. */
const CONDITIONS = {
  user: owned("user_id"),
  session: owned("session_id"),
  tenant: owned("tenant"),
  trace: `trace_id = toFixedString(unhex(${VALUE}), 16)`,
} as const;

function owned(column: string): string {
  return `(${column} = ${VALUE} OR (writer, seq) IN (
    SELECT writer, seq FROM adjustments WHERE project = {project: String} AND ${column} = ${VALUE}))`;
}
