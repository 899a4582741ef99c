import { z } from "zod";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import type { ProjectReader } from "../store/store.ts";

export interface PeriodRecord {
  readonly log: string;
  readonly index: number;
  /** 96 bytes. */
  readonly entry: Buffer;
  /** The hashed text; null once it has expired. */
  readonly body: string | null;
}

export interface RecordsQuery {
  readonly system: string;
  /** UTC microseconds of the event's end; `toUs` exclusive. */
  readonly fromUs: number;
  readonly toUs: number;
  /** After this record; undefined begins. */
  readonly after?: { readonly log: string; readonly index: number };
  readonly limit: number;
}

const Row = z.object({ log: z.string(), idx: z.string().transform(Number), entry: z.string(), body: z.string() });

/** Records of a system in a period and of the logs themselves, by log and index, without content. */
export async function readRecordsOfPeriod(
  reader: ProjectReader,
  { system, fromUs, toUs, after, limit }: RecordsQuery,
): Promise<PeriodRecord[]> {
  const rows = await reader.query({
    name: "records of a period",
    sql: `
SELECT e.log AS log, e.idx AS idx, base64Encode(e.entry) AS entry, e.body AS body
FROM ledger_entries AS e
WHERE e.project = {project: String} AND e.sys IN ({system: String}, 'spanledger:log')
  AND e.end_time >= fromUnixTimestamp64Micro({from: Int64}, 'UTC') AND e.end_time < fromUnixTimestamp64Micro({to: Int64}, 'UTC')
  AND (e.log, e.idx) > ({log: String}, {index: Int64})
ORDER BY e.log, e.idx LIMIT {limit: UInt64}
${QUERY_LIMITS}`,
    params: { system, from: fromUs, to: toUs, log: after?.log ?? "", index: after?.index ?? -1, limit },
    schema: Row,
  });
  return rows.map(({ log, idx, entry, body }) => ({
    log,
    index: idx,
    entry: Buffer.from(entry, "base64"),
    body: body === "" ? null : body,
  }));
}
