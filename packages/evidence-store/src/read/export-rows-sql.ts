import { CONTENT_FIELDS } from "@spanledger/clickhouse";

const RANGE = "project = {project: String} AND log = {log: String} AND idx >= {from: UInt64} AND idx < {to: UInt64}";
const OURS = `${RANGE} AND sys = {system: String}`;
const TIMED = `project = {project: String} AND start_time >= fromUnixTimestamp64Micro({firstUs: Int64}, 'UTC')
        AND start_time < fromUnixTimestamp64Micro({lastUs: Int64} + 1, 'UTC') AND toMonday(start_time) IN {weeks: Array(Date)}`;

/** Where the texts of a field are in the joined row, and its JSON: "" when there is nothing to open. */
const FIELDS = CONTENT_FIELDS.map(({ field, table, column }) => {
  const text = `${table === "spans" ? "s" : "c"}.${column}`;
  const isShown = `c.found['${field}'] != '' AND ${text} != ''`;
  return { field, text, json: `if(${isShown}, toJSONString(${text}), '')` };
});

const MEMBERS = FIELDS.map(
  ({ field, json }) =>
    `if(${json} = '', '', concat(',"${field}":"', base64URLEncode(concat('["', c.found['${field}'], '","${field}",', ${json}, ']')), '"'))`,
);
const NAMES = FIELDS.map(({ field, json }) => `if(${json} = '', '', ',${field}')`);

/** RFC 8785 escapes less than `toJSONString` does: a text for which that writes `\u…` is left to `readRecords`. */
const IS_STRANGE = FIELDS.map(({ text, json }) => `position(${json}, '\\\\u') > 0 OR length(${text}) > 262144`);

/**
 * The rows of an export with their lines made by ClickHouse: index, entry, body, names of the fields shown, and the line
 * of `openings.jsonl`. A row whose line cannot be made so has the names `slow`.
 */
export const EXPORT_ROWS_SQL = `SELECT idx, base64Encode(entry), text, if(is_slow, 'slow', substring(names, 2)),
    if(is_slow OR names = '', '', concat('{"d":{', substring(members, 2), '},"i":', toString(idx), '}'))
  FROM (
    SELECT e.idx AS idx, e.entry AS entry, e.body AS text, concat(${MEMBERS.join(", ")}) AS members, concat(${NAMES.join(", ")}) AS names,
      e.sys = {system: String} AND (e.kind = 'oversight' OR e.is_given OR ${IS_STRANGE.join(" OR ")}) AS is_slow
    FROM (
      SELECT idx, entry, body, sys, kind, if(position(body, '"c":{}') > 0, toFixedString('', 16), trace_id) AS of_trace, span_id, writer, seq,
        record_id != '' AND record_id IN (SELECT record_id FROM ledger_openings WHERE project = {project: String}) AS is_given
      FROM ledger_entries WHERE ${RANGE}) AS e
    LEFT ANY JOIN (
      SELECT *, CAST(extractKeyValuePairs(salts, '=', ';'), 'Map(String, String)') AS found FROM span_content
      WHERE ${TIMED} AND salts != '' AND (trace_id, span_id) IN (SELECT trace_id, span_id FROM ledger_entries WHERE ${OURS})
    ) AS c ON c.trace_id = e.of_trace AND c.span_id = e.span_id AND c.seq = e.seq
    LEFT ANY JOIN (
      SELECT writer, seq, user_id, session_id FROM spans
      WHERE ${TIMED} AND (writer, seq) IN (SELECT writer, seq FROM ledger_entries WHERE ${OURS})
    ) AS s ON s.writer = e.writer AND s.seq = e.seq)
  ORDER BY idx SETTINGS max_execution_time = 300, max_memory_usage = 4000000000, max_threads = 2,
    output_format_json_escape_forward_slashes = 0`;

/** The same columns of entries alone. */
export const EXPORT_ENTRIES_SQL = `SELECT idx, base64Encode(entry), '', '', '' FROM ledger_entries AS e WHERE ${RANGE}
  ORDER BY e.idx SETTINGS max_execution_time = 120, max_memory_usage = 2000000000, max_threads = 2`;

/** Which time the observations of a range are of: the tables of spans are sorted by it. */
export const EXPORT_TIMES_SQL = `WITH toInt64(reinterpretAsUInt64(reverse(substring(e.entry, 25, 8)))) AS start_us
  SELECT toString(min(start_us)) AS firstUs, toString(max(start_us)) AS lastUs,
    groupUniqArray(toString(toMonday(fromUnixTimestamp64Micro(start_us, 'UTC')))) AS weeks
  FROM ledger_entries AS e WHERE ${OURS} AND writer != '' SETTINGS max_execution_time = 60, max_memory_usage = 1000000000`;
