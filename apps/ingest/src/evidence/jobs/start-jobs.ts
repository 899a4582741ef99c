import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Store } from "@spanledger/clickhouse";
import type { Logger } from "pino";
import type { Lease } from "../../reconcile/create-lease.ts";
import type { Spool } from "../../spool/spool.ts";
import { encodeLogRecords } from "../encode-log-records.ts";
import type { LogWriter } from "../log-writer.ts";
import { clearScratch } from "./clear-scratch.ts";
import { findUnverified, findVerificationRequests } from "./find-requests.ts";
import { findErasures, finishErasures, putState, runErasure } from "./run-erasure.ts";
import { runRetention } from "./run-retention.ts";
import { runVerification } from "./run-verification.ts";
import { takeInbox } from "./take-inbox.ts";

export interface JobsOptions {
  readonly store: Store;
  readonly spool: Spool;
  readonly directory: string;
  readonly log: LogWriter;
  readonly logger: Logger;
  readonly now: () => number;
  /** Everything acknowledged so far is in the database. */
  readonly caughtUp: () => Promise<void>;
  /** null where no other process can open the database. */
  readonly lease: Lease | null;
  /** Hands out checkpoints when it is time. */
  readonly pins: { tick(): Promise<void> };
}

const TICK_MS = 1_000;
const DAY_MS = 86_400_000;
/** UTC. */
const NIGHTLY_HOUR = 3;
const RETRY_MS = 60_000;
const RETENTION_EVERY_MS = 60_000;
/** Under constant traffic the spool is never empty; what was asked about is older than this. */
const SETTLE_MS = 20_000;
const INBOX_DAYS = 30;
const INBOX_OVERLAP_MS = 300_000;
/** A statement that is under way in the database is not waited for longer at the end. */
const LAST_JOB_MS = 2_000;

/**
 * Logs what pages and API hand in, and runs the checks and erasures that they ask for, one after the other. A job that is
 * interrupted by the end of the process goes on at the next start.
 */
export function startJobs(options: JobsOptions): { stop(): Promise<void> } {
  const { store, spool, log, logger, now, lease } = options;
  const taken = new Set<string>();
  const retryAtMs = new Map<string, number>();
  let retentionAtMs = 0;
  let inboxSinceMs = now() - INBOX_DAYS * DAY_MS;
  let isLeading = false;
  let isReady = false;
  const stopping = new AbortController();
  const { signal } = stopping;
  let inbox: Promise<void> = Promise.resolve();
  let work: Promise<void> = Promise.resolve();
  let isWorking = false;

  async function takeRecords(takesAny: boolean): Promise<void> {
    if (!isReady) {
      await Promise.race([options.caughtUp(), once(signal, "abort")]);
      if (signal.aborted) return;
      isReady = true;
    }
    const startedMs = now();
    // Who takes over looks at all that the one before may have left.
    if (takesAny && !isLeading) inboxSinceMs = startedMs - INBOX_DAYS * DAY_MS;
    isLeading = takesAny;
    const records = await takeInbox({ store, taken, log: log.log(), takesAny, sinceMs: inboxSinceMs });
    if (records.length > 0) await spool.append({ ledger: encodeLogRecords(records) });
    for (const { recordId } of records) taken.add(recordId);
    inboxSinceMs = startedMs - INBOX_OVERLAP_MS;
  }

  async function runErasures(): Promise<void> {
    await finishErasures(store, now);
    for (const subject of await findErasures(store)) {
      if (signal.aborted) return;
      if ((retryAtMs.get(subject.id) ?? 0) > now()) continue;
      retryAtMs.set(subject.id, now() + RETRY_MS);
      const job = {
        store,
        now,
        log: () => log.log(),
        settle: () => Promise.race([options.caughtUp(), sleep(SETTLE_MS, undefined, { ref: false, signal })]),
        clearScratch: (text: string) => clearScratch(options.directory, text),
        signal,
      };
      await runErasure(job, subject).catch(async (error: unknown) => {
        if (signal.aborted) return;
        const reason = error instanceof Error ? error.message : String(error);
        await putState(store, subject, {
          state: "failed",
          version: now(),
          reason: reason.replaceAll(subject.value, "…"),
        });
        logger.error({ erasure: subject.id }, "an erasure failed, it is tried again");
      });
    }
  }

  async function runWork(): Promise<void> {
    await options.pins.tick();
    await runErasures();
    if (now() >= retentionAtMs) {
      retentionAtMs = now() + RETENTION_EVERY_MS;
      await runRetention({ store, now, log: () => log.log(), signal });
    }
    for (const { project, id, requestedBy } of await findVerificationRequests(store))
      await runVerification({ store, log, now, signal, project, id, trigger: "asked", requestedBy });
    if (new Date(now()).getUTCHours() !== NIGHTLY_HOUR) return;
    for (const project of await findUnverified(store, now() - DAY_MS / 2)) {
      const job = { project, id: `nightly-${new Date(now()).toISOString().slice(0, 10)}`, requestedBy: "system" };
      await runVerification({ store, log, now, signal, ...job, trigger: "nightly" });
    }
  }

  async function tick(): Promise<void> {
    if (signal.aborted) return;
    const leads = lease === null || (await lease.hold());
    await takeRecords(leads);
    if (isWorking || !leads) return;
    isWorking = true;
    work = runWork()
      .catch((err: unknown) => {
        if (!signal.aborted) logger.warn({ err }, "a job of the evidence log failed, it is tried again");
      })
      .finally(() => {
        isWorking = false;
      });
  }

  const timer = setInterval(() => {
    inbox = inbox
      .then(tick)
      .catch((err: unknown) =>
        logger.warn({ err }, "the inbox of the evidence log could not be read, it is tried again"),
      );
  }, TICK_MS).unref();
  return {
    async stop() {
      stopping.abort();
      clearInterval(timer);
      await inbox;
      await Promise.race([work, sleep(LAST_JOB_MS, undefined, { ref: false })]);
      await lease?.release();
    },
  };
}
