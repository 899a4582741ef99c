import type { ProjectReader } from "@spanledger/clickhouse";
import { z } from "zod";
import { SUBJECT_KINDS } from "./request-erasure.ts";

const Count = z.string().transform(Number);
const Row = z.object({
  id: z.string(),
  state: z.enum(["requested", "running", "done", "held", "refused", "failed"]),
  kind: z.enum(SUBJECT_KINDS),
  basis: z.string(),
  reason: z.string(),
  spans: Count,
  contents: Count,
  records: Count,
  found: z.string().transform((text) => (text === "" ? {} : Found.parse(JSON.parse(text)))),
  recordId: z.string(),
  requestedBy: z.string(),
  requestedAtMs: Count,
  doneAtMs: Count.nullable(),
});
const Found = z.record(z.string(), z.number());

/** How far an erasure is. Whose data it was is not kept. */
export type Erasure = z.infer<typeof Row>;

/** The erasures of a project, newest first, at most 200; with `id` that one. */
export function listErasures(reader: ProjectReader, id = ""): Promise<Erasure[]> {
  return reader.query({
    name: "erasures",
    sql: `SELECT e.id AS id, e.state AS state, e.subject_kind AS kind, e.basis AS basis, e.reason AS reason, e.spans AS spans,
        e.contents AS contents, e.records AS records, e.found_after AS found, e.record_id AS recordId,
        e.requested_by AS requestedBy, toUnixTimestamp64Milli(e.requested_at) AS requestedAtMs,
        toUnixTimestamp64Milli(e.done_at) AS doneAtMs
      FROM erasures AS e FINAL WHERE e.project = {project: String} AND ({id: String} = '' OR e.id = {id: String})
      ORDER BY e.requested_at DESC, e.id DESC LIMIT 200 SETTINGS max_execution_time = 10, max_memory_usage = 500000000`,
    params: { id },
    schema: Row,
  });
}
