import type { Store } from "@spanledger/clickhouse";
import type { RecordKind } from "@spanledger/ledger";
import { z } from "zod";
import type { LogRecord } from "../log-record.ts";

const Row = z.object({
  project: z.string(),
  record_id: z.string(),
  kind: z.string(),
  sys: z.string(),
  start_us: z.string().transform(Number),
  end_us: z.string().transform(Number),
  body: z.string(),
});
const Ids = z.object({ record_id: z.string() });
const Place = z.object({ trace: z.string().default(""), span: z.string().default("") });
const LIMITS = "SETTINGS max_execution_time = 20, max_memory_usage = 1000000000";

export interface InboxOptions {
  readonly store: Store;
  /** Ids that this process has spooled already. */
  readonly taken: Set<string>;
  /** Name of this ingest's logs. */
  readonly log: string;
  /** Whether this ingest takes what names no log. */
  readonly takesAny: boolean;
  /** How far back to look. */
  readonly sinceMs: number;
}

/** Records in the inbox that are in no log yet and that this process has not spooled. */
export async function takeInbox({ store, taken, log, takesAny, sinceMs }: InboxOptions): Promise<readonly LogRecord[]> {
  const rows = await store.query({
    name: "inbox of the log",
    lane: "control",
    sql: `SELECT project, record_id, kind, sys, start_us, end_us, body FROM ledger_inbox AS i
      WHERE i.created_at >= fromUnixTimestamp64Milli({since: Int64}, 'UTC')
        AND (i.log = {log: String} OR (i.log = '' AND {takesAny: UInt8} = 1)) ORDER BY i.record_id LIMIT 10000 ${LIMITS}`,
    params: { since: sinceMs, log, takesAny: takesAny ? 1 : 0 },
    schema: Row,
  });
  const fresh = rows.filter(({ record_id: id }) => !taken.has(id));
  if (fresh.length === 0) return [];
  const logged = await store.query({
    name: "logged records of the inbox",
    lane: "control",
    sql: `SELECT DISTINCT record_id FROM ledger_entries WHERE record_id IN {ids: Array(String)} ${LIMITS}`,
    params: { ids: fresh.map(({ record_id: id }) => id) },
    schema: Ids,
  });
  const known = new Set(logged.map(({ record_id: id }) => id));
  for (const id of known) taken.add(id);
  return fresh.filter(({ record_id: id }) => !known.has(id)).map(toRecord);
}

function toRecord(row: z.infer<typeof Row>): LogRecord {
  const { trace, span } = Place.parse(JSON.parse(row.body));
  return {
    project: row.project,
    kind: row.kind as RecordKind,
    test: false,
    startUs: row.start_us,
    endUs: row.end_us,
    sys: row.sys,
    traceId: trace,
    spanId: span,
    writer: "",
    seq: 0n,
    recordId: row.record_id,
    body: row.body,
  };
}
