import type { ProjectReader } from "@spanledger/clickhouse";
import { z } from "zod";

/** Salts and values that a record of a page or of the API commits to. */
export interface GivenOpening {
  readonly field: string;
  readonly salt: string;
  /** JSON. */
  readonly value: string;
}

const Row = z.object({ record_id: z.string(), field: z.string(), salt: z.string(), value: z.string() });

/** By record id. */
export async function readOpenings(
  reader: ProjectReader,
  { log, from, to }: { readonly log: string; readonly from: number; readonly to: number },
): Promise<ReadonlyMap<string, readonly GivenOpening[]>> {
  const rows = await reader.query({
    name: "openings of a log's records",
    sql: `SELECT record_id, field, salt, value FROM ledger_openings FINAL
      WHERE project = {project: String} AND record_id IN (
        SELECT record_id FROM ledger_entries
        WHERE project = {project: String} AND log = {log: String} AND idx >= {from: UInt64} AND idx < {to: UInt64} AND record_id != '')
      SETTINGS max_execution_time = 120, max_memory_usage = 1000000000`,
    params: { log, from, to },
    schema: Row,
  });
  const byRecord = new Map<string, GivenOpening[]>();
  for (const { record_id: id, ...opening } of rows) {
    const known = byRecord.get(id);
    if (known === undefined) byRecord.set(id, [opening]);
    else known.push(opening);
  }
  return byRecord;
}
