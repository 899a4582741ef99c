import type { ProjectReader } from "@spanledger/clickhouse";
import { z } from "zod";
import type { StoredSpan } from "./stored-record.ts";

const Count = z.string().transform(Number);
const Row = z.object({
  writer: z.string(),
  seq: z.string(),
  userId: z.string(),
  sessionId: z.string(),
  parent: z.string(),
  startUs: Count,
  endUs: Count,
  provider: z.string(),
  requestModel: z.string(),
  responseModel: z.string(),
  inputTokens: Count,
  cachedTokens: Count,
  outputTokens: Count,
  hasUsage: z.number().transform((flag) => flag === 1),
  booked: z.number().transform((flag) => flag === 1),
  costStatus: z.string(),
  totalCost: z.string(),
  reviewer: z.string(),
  reviewComment: z.string(),
});

export interface SpanRange {
  readonly log: string;
  readonly from: number;
  readonly to: number;
  /** Of the spans' start. */
  readonly firstUs: number;
  readonly lastUs: number;
}

/** The rows of `spans` that the records of a range speak of, by writer and seq. */
export async function readSpans(reader: ProjectReader, range: SpanRange): Promise<ReadonlyMap<string, StoredSpan>> {
  const rows = await reader.query({
    name: "spans of a log's records",
    sql: `SELECT s.writer AS writer, toString(s.seq) AS seq, s.user_id AS userId, s.session_id AS sessionId,
        lower(hex(s.parent_span_id)) AS parent,
        toString(intDiv(toUnixTimestamp64Nano(s.start_time), 1000)) AS startUs,
        toString(intDiv(toUnixTimestamp64Nano(s.start_time) + s.duration_ns, 1000)) AS endUs,
        s.provider AS provider, s.request_model AS requestModel, s.response_model AS responseModel,
        toString(s.uncached_input_tokens + s.cache_read_tokens + s.cache_write_5m_tokens + s.cache_write_1h_tokens) AS inputTokens,
        toString(s.cache_read_tokens) AS cachedTokens, toString(s.output_tokens) AS outputTokens,
        s.token_rule != '' AS hasUsage, s.booked AS booked, s.cost_status AS costStatus, toString(s.total_cost) AS totalCost,
        s.attributes['spanledger.review.reviewer.id'] AS reviewer, s.attributes['spanledger.review.comment'] AS reviewComment
      FROM spans AS s
      WHERE s.project = {project: String}
        AND s.start_time >= fromUnixTimestamp64Micro({firstUs: Int64}, 'UTC')
        AND s.start_time < fromUnixTimestamp64Micro({lastUs: Int64} + 1, 'UTC')
        AND (s.writer, s.seq) IN (
          SELECT e.writer, e.seq FROM ledger_entries AS e
          WHERE e.project = {project: String} AND e.log = {log: String} AND e.idx >= {from: UInt64} AND e.idx < {to: UInt64} AND e.writer != '')
      SETTINGS max_execution_time = 120, max_memory_usage = 2000000000`,
    params: { ...range },
    schema: Row,
  });
  return new Map(rows.map(({ writer, seq, ...span }) => [`${writer} ${seq}`, span]));
}
