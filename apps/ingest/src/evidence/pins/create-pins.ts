import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Store } from "@spanledger/clickhouse";
import type { Logger } from "pino";
import { z } from "zod";
import { writeDurably } from "../write-durably.ts";
import { type CheckpointMail, mailCheckpoint } from "./mail-checkpoint.ts";
import { timeStamp } from "./time-stamp.ts";

/** Where checkpoints go, so that somebody else has them. Each may be left out. */
export interface PinTargets {
  /** Folder, best on storage that cannot be overwritten. */
  readonly directory?: string;
  /** Gets a JSON object per checkpoint by POST. */
  readonly url?: string;
  /** Gets a mail per checkpoint. */
  readonly mail?: CheckpointMail;
  /** RFC 3161 time-stamping authority. */
  readonly authority?: string;
}

export interface PinOptions extends PinTargets {
  readonly store: Store;
  readonly logger: Logger;
  readonly now: () => number;
}

const HOUR_MS = 3_600_000;
const RETRY_MS = 60_000;
const TIMEOUT_MS = 10_000;

const Checkpoint = z.object({
  project: z.string(),
  log: z.string(),
  size: z.string(),
  note: z.string(),
});
type Checkpoint = z.infer<typeof Checkpoint>;

/** Hands the newest checkpoint of every log that has grown to the targets, once an hour. `tick` may be called at any time. */
export function createPins(options: PinOptions): { tick(): Promise<void> } {
  const { now, logger } = options;
  const pinned = new Map<string, string>();
  let dueMs = 0;
  const isWanted = [options.directory, options.url, options.mail, options.authority].some(
    (target) => target !== undefined,
  );
  return {
    async tick() {
      if (!isWanted || now() < dueMs) return;
      dueMs = now() + HOUR_MS;
      for (const checkpoint of await newest(options.store)) {
        const key = `${checkpoint.project} ${checkpoint.log}`;
        if (pinned.get(key) === checkpoint.size) continue;
        try {
          await pin(checkpoint, options);
          pinned.set(key, checkpoint.size);
        } catch (err) {
          dueMs = Math.min(dueMs, now() + RETRY_MS);
          logger.warn({ err, log: checkpoint.log }, "a checkpoint could not be handed out, it is tried again");
        }
      }
    },
  };
}

function newest(store: Store): Promise<Checkpoint[]> {
  return store.query({
    name: "newest checkpoints",
    lane: "control",
    sql: `SELECT project, log, toString(max(c.size)) AS size, argMax(c.note, c.size) AS note FROM ledger_checkpoints AS c
      GROUP BY project, log HAVING max(c.size) > 0 ORDER BY project, log LIMIT 10000
      SETTINGS max_execution_time = 20, max_memory_usage = 1000000000`,
    schema: Checkpoint,
  });
}

async function pin(checkpoint: Checkpoint, options: PinOptions): Promise<void> {
  const { directory, url, mail, authority, store, now } = options;
  const { project, log, size, note } = checkpoint;
  if (directory !== undefined) {
    const folder = join(directory, encodeURIComponent(project), log);
    await mkdir(folder, { recursive: true });
    await writeDurably(join(folder, `${size.padStart(12, "0")}.checkpoint`), note);
  }
  if (url !== undefined) await post(url, checkpoint);
  if (mail !== undefined) await mailCheckpoint(checkpoint, mail);
  if (authority === undefined) return;
  const response = (await timeStamp(note, authority)).toString("base64");
  const created_at = new Date(now()).toISOString().replace("T", " ").replace("Z", "");
  await store.insertRows("ledger_timestamps", [{ project, log, size, note, response, authority, created_at }]);
}

async function post(url: string, { project, log, size, note }: Checkpoint): Promise<void> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ project, log, size: Number(size), checkpoint: note }),
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok) throw new Error(`The receiver of checkpoints answered ${answer.status}.`);
}
