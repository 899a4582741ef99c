import type { ProjectReader } from "@spanledger/clickhouse";
import { z } from "zod";

/** Where a record that was appended stands in the log. */
export interface PlacedRecord {
  readonly log: string;
  readonly index: number;
}

/** undefined while it is not logged yet: that takes about two seconds. */
export async function findRecord(reader: ProjectReader, recordId: string): Promise<PlacedRecord | undefined> {
  const [row] = await reader.query({
    name: "an appended record",
    sql: `SELECT log, toString(min(e.idx)) AS idx FROM ledger_entries AS e
      WHERE project = {project: String} AND record_id = {id: String} GROUP BY log LIMIT 1
      SETTINGS max_execution_time = 10, max_memory_usage = 500000000`,
    params: { id: recordId },
    schema: z.object({ log: z.string(), idx: z.string() }),
  });
  return row === undefined ? undefined : { log: row.log, index: Number(row.idx) };
}
