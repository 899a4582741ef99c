import { z } from "zod";
import type { Store } from "@spanledger/clickhouse";

/** The part of the database that the log writer asks and fills. */
export interface LogStore {
  /** The largest checkpoint of each project's log; note is the signed text. */
  checkpoints(log: string): Promise<readonly StoredCheckpoint[]>;
  /** Lowest index that rows of a segment have, by project. */
  segmentStarts(log: string, segment: string): Promise<ReadonlyMap<string, number>>;
  /** Segments that brought rows at or above an index. */
  segmentsAbove(log: string, project: string, index: number): Promise<readonly string[]>;
  putCheckpoints(rows: readonly CheckpointRow[]): Promise<void>;
  putKeys(rows: readonly KeyRow[]): Promise<void>;
}

export interface StoredCheckpoint {
  readonly project: string;
  readonly size: number;
  readonly note: string;
}

export interface CheckpointRow {
  readonly project: string;
  readonly log: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: string;
  /** The right edge of the tree, base64. */
  readonly nodes: readonly string[];
  readonly lastLoggedUs: number;
  readonly signedAtMs: number;
}

export interface KeyRow {
  readonly project: string;
  readonly log: string;
  readonly origin: string;
  readonly vkey: string;
  readonly fromSize: number;
  readonly reason: string;
  readonly createdAtMs: number;
}

const LIMITS = "SETTINGS max_execution_time = 30, max_memory_usage = 1000000000";
const Count = z.string().transform(Number);

export function createLogStore(store: Store): LogStore {
  return {
    checkpoints: (log) =>
      store.query({
        name: "last checkpoints",
        sql: `SELECT project, max(c.size) AS size, argMax(c.note, c.size) AS note FROM ledger_checkpoints AS c
          WHERE c.log = {log: String} GROUP BY project ${LIMITS}`,
        params: { log },
        schema: z.object({ project: z.string(), size: Count, note: z.string() }),
      }),
    async segmentStarts(log, segment) {
      const rows = await store.query({
        name: "entries of a segment",
        sql: `SELECT project, min(e.idx) AS first FROM ledger_entries AS e
          WHERE e.log = {log: String} AND e.segment = {segment: String} GROUP BY project ${LIMITS}`,
        params: { log, segment },
        schema: z.object({ project: z.string(), first: Count }),
      });
      return new Map(rows.map(({ project, first }) => [project, first]));
    },
    async segmentsAbove(log, project, index) {
      const rows = await store.query({
        name: "entries above the head",
        sql: `SELECT DISTINCT segment FROM ledger_entries
          WHERE project = {project: String} AND log = {log: String} AND idx >= {index: UInt64} LIMIT 100 ${LIMITS}`,
        params: { log, project, index },
        schema: z.object({ segment: z.string() }),
      });
      return rows.map(({ segment }) => segment);
    },
    async putCheckpoints(rows) {
      const load = rows.map(({ root, nodes, lastLoggedUs, signedAtMs, size, ...row }) => ({
        ...row,
        nodes: nodes.join(" "),
        size: String(size),
        root_hex: Buffer.from(root).toString("hex"),
        last_logged_at: microText(lastLoggedUs),
        signed_at: microText(signedAtMs * 1_000),
      }));
      await store.command(
        `INSERT INTO ledger_checkpoints (project, log, size, root, note, nodes, last_logged_at, signed_at)
         SELECT project, log, size, unhex(root_hex), note, nodes, last_logged_at, signed_at
         FROM format(JSONEachRow, 'project String, log String, size UInt64, root_hex String, note String, nodes String,
           last_logged_at DateTime64(6, \\'UTC\\'), signed_at DateTime64(3, \\'UTC\\')', {rows: String})`,
        { rows: load.map((row) => JSON.stringify(row)).join("\n") },
      );
    },
    putKeys: (rows) =>
      store.insertRows(
        "ledger_keys",
        rows.map(({ project, log, origin, vkey, fromSize, reason, createdAtMs }) => ({
          project,
          log,
          origin,
          vkey,
          from_size: String(fromSize),
          reason,
          created_at: microText(createdAtMs * 1_000).slice(0, -3),
        })),
      ),
  };
}

function microText(us: number): string {
  const text = new Date(Math.floor(us / 1_000)).toISOString().replace("T", " ").slice(0, -1);
  return text + String(us % 1_000).padStart(3, "0");
}
