import { randomFillSync } from "node:crypto";
import type { Store } from "@spanledger/clickhouse";
import { createTokenSource } from "@spanledger/ledger";
import type { Logger } from "pino";
import { createLease } from "../reconcile/create-lease.ts";
import type { Spool } from "../spool/spool.ts";
import { createRecorder, type Recorder } from "./create-recorder.ts";
import { createRecordSettings } from "./create-record-settings.ts";
import { encodeLogRecords } from "./encode-log-records.ts";
import { createLogStore } from "./log-store.ts";
import type { LogRecord } from "./log-record.ts";
import type { LogWriter } from "./log-writer.ts";
import { startJobs } from "./jobs/start-jobs.ts";
import { openLogWriter } from "./open-log-writer.ts";
import { createPins, type PinTargets } from "./pins/create-pins.ts";

export interface EvidenceOptions {
  readonly store: Store;
  readonly spool: Spool;
  /** Folder of the spool. */
  readonly directory: string;
  /** Name of this process run. */
  readonly writer: string;
  readonly logger: Logger;
  readonly ledgerKey?: string;
  readonly pins?: PinTargets;
  /** A log is signed at most so often. Default 4 s. */
  readonly signEveryMs?: number;
}

/** The evidence log of this ingest: what makes records, what gives them their places, and what it says of itself. */
export interface Evidence {
  readonly recorder: Recorder;
  readonly log: LogWriter;
  /** Logs that the writer is there, and every minute that it still is; with `caughtUp` also takes the jobs of pages and API. */
  start(caughtUp?: () => Promise<void>): Promise<void>;
  /** Logs the end; call it before the spool is sealed. */
  stop(): Promise<void>;
  /** Signs what is left; call it after the last segment was loaded. */
  close(): Promise<void>;
}

const TICK_MS = 1_000;
const BEATS_EVERY_TICKS = 15;
/** Version of the software as the log names it. */
const VERSION = "spanledger/0.1";

export async function openEvidence(options: EvidenceOptions): Promise<Evidence> {
  const { store, spool, directory, writer, logger, ledgerKey, signEveryMs } = options;
  const token = createTokenSource((bytes) => randomFillSync(bytes));
  const settings = await createRecordSettings({
    store,
    onError: (err) => logger.warn({ err }, "the settings of the evidence log could not be read"),
  });
  const log = await openLogWriter({
    directory,
    store: createLogStore(store),
    token,
    now: Date.now,
    version: VERSION,
    onEvent: ({ log: replaced, reason }) =>
      logger.error({ log: replaced, reason }, "an evidence log ends here and a new one continues it"),
    ...(ledgerKey === undefined ? {} : { signingKey: ledgerKey }),
    ...(signEveryMs === undefined ? {} : { signEveryMs }),
  });
  const recorder = createRecorder({ settingsFor: settings.settingsFor, token, writer });
  let timer: NodeJS.Timeout | undefined;
  let ticks = 0;
  let jobs: ReturnType<typeof startJobs> | undefined;

  async function append(records: readonly LogRecord[]): Promise<void> {
    if (records.length > 0) await spool.append({ ledger: encodeLogRecords(records) });
  }
  async function tick(): Promise<void> {
    ticks += 1;
    try {
      await log.sign("due");
      if (ticks % BEATS_EVERY_TICKS === 0) await append(log.controls("heartbeat"));
    } catch (err) {
      logger.warn({ err }, "the evidence log could not be signed, it is tried again");
    }
  }

  return {
    recorder,
    log,
    async start(caughtUp) {
      await append(log.controls("start")).catch((err: unknown) =>
        logger.warn({ err }, "the start could not be logged"),
      );
      timer = setInterval(() => void tick(), TICK_MS).unref();
      if (caughtUp === undefined) return;
      const alone = store.mode === "embedded";
      const lease = alone ? null : createLease({ store, name: "evidence", holder: writer, now: Date.now });
      const pins = createPins({ store, logger, now: Date.now, ...options.pins });
      jobs = startJobs({ store, spool, directory, log, logger, now: Date.now, caughtUp, lease, pins });
    },
    async stop() {
      clearInterval(timer);
      await jobs?.stop();
      settings.close();
      await append(log.stops(recorder.projects)).catch((err: unknown) =>
        logger.warn({ err }, "the end could not be logged"),
      );
    },
    async close() {
      await log
        .sign("all")
        .catch((err: unknown) => logger.warn({ err }, "the last records are signed at the next start"));
    },
  };
}
