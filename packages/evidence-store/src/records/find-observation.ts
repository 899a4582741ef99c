import type { ProjectReader } from "@spanledger/clickhouse";
import { z } from "zod";
import type { PlacedRecord } from "./find-record.ts";

/** Where the record of a span stands; without `span` that of the trace that was logged last, such as its agent run. */
export async function findObservation(
  reader: ProjectReader,
  { trace, span = "" }: { readonly trace: string; readonly span?: string | undefined },
): Promise<PlacedRecord | undefined> {
  const [row] = await reader.query({
    name: "the record of a span",
    sql: `SELECT e.log AS log, toString(e.idx) AS idx FROM ledger_entries AS e
      WHERE e.project = {project: String} AND e.trace_id = toFixedString(unhex({trace: String}), 16) AND e.kind = 'observation'
        AND ({span: String} = '' OR e.span_id = toFixedString(unhex({span: String}), 8))
      ORDER BY e.logged_at DESC, e.idx DESC LIMIT 1 SETTINGS max_execution_time = 10, max_memory_usage = 1000000000`,
    params: { trace, span },
    schema: z.object({ log: z.string(), idx: z.string() }),
  });
  return row === undefined ? undefined : { log: row.log, index: Number(row.idx) };
}
