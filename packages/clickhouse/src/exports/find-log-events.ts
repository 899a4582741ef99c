import { z } from "zod";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import type { ProjectReader } from "../store/store.ts";

/** A record that an export proves apart, because it says something about others. */
export interface LogEvent {
  readonly index: number;
  readonly kind: string;
  readonly sys: string;
  readonly body: string;
  /** JSON of what an erasure erased; "" for other kinds. */
  readonly targets: string;
}

const Row = z.object({
  idx: z.string().transform(Number),
  kind: z.string(),
  sys: z.string(),
  body: z.string(),
  targets: z.string(),
});

/** Erasures, holds and key rotations of a log below `size`, oldest first. */
export function findLogEvents(
  reader: ProjectReader,
  { log, size }: { readonly log: string; readonly size: number },
): Promise<LogEvent[]> {
  return reader
    .query({
      name: "events of a log",
      sql: `
SELECT e.idx AS idx, e.kind AS kind, e.sys AS sys, e.body AS body, o.value AS targets
FROM ledger_entries AS e
LEFT JOIN (SELECT record_id, value FROM ledger_openings FINAL
  WHERE project = {project: String} AND field = 'targets') AS o ON o.record_id = e.record_id AND e.record_id != ''
WHERE e.project = {project: String} AND e.log = {log: String} AND e.idx < {size: UInt64}
  AND (e.kind IN ('erasure', 'hold') OR (e.kind = 'control' AND JSONExtractString(e.body, 'd', 'event') = 'key_rotation'))
ORDER BY e.idx LIMIT 10000
${QUERY_LIMITS}`,
      params: { log, size },
      schema: Row,
    })
    .then((rows) => rows.map(({ idx, ...row }) => ({ index: idx, ...row })));
}
