import { setTimeout as sleep } from "node:timers/promises";
import type { LogWriter } from "../evidence/log-writer.ts";
import type { SealedSegment, Spool, SpoolEvent } from "../spool/spool.ts";
import { isDataError } from "./is-data-error.ts";
import { loadSegment, type LoadOutcome } from "./load-segment.ts";
import type { LoadedSegment, Loader, LoaderStats, LoadEvent, RowStore } from "./loader.ts";
import { retryDelayMs } from "./retry-delay.ts";

/** A segment whose bytes ClickHouse refuses so many times is set aside, so that the others get through. */
const DATA_ERROR_ATTEMPTS = 3;
const LAST_TRY_MS = 500;

export interface LoaderOptions {
  /** Folder of the spool. */
  readonly directory: string;
  readonly spool: Spool;
  readonly store: RowStore;
  /** Writes the evidence log while segments are loaded. */
  readonly log?: LogWriter;
  readonly onLoaded?: (segment: LoadedSegment) => void;
  readonly onEvent?: (event: LoadEvent | SpoolEvent) => void;
  readonly now?: () => number;
  readonly random?: () => number;
}

/** Loads sealed segments in order, each exactly once, and starts at once. A database that is away is tried for ever. */
export function createLoader(options: LoaderOptions): Loader {
  const loader = new SpoolLoader(options);
  loader.start();
  return loader;
}

interface Loaded {
  readonly outcome: LoadOutcome & { readonly status: "loaded" };
  readonly startedMs: number;
  readonly queryableMs: number;
}

class SpoolLoader implements Loader {
  readonly #options: Required<Omit<LoaderOptions, "log">> & Pick<LoaderOptions, "log">;
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #stats: LoaderStats = { segments: 0, spans: 0, bytes: 0, retries: 0, lastLagMs: null, failing: null };
  #loadedListeners: (() => void)[] = [];
  #loadedThrough = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: LoaderOptions) {
    const none = (): void => undefined;
    this.#options = { now: Date.now, random: Math.random, onLoaded: none, onEvent: none, ...options };
  }

  start(): void {
    this.#running = this.#run();
  }

  stats(): LoaderStats {
    return this.#stats;
  }

  async caughtUp(): Promise<void> {
    const { spool } = this.#options;
    while (spool.stats().segments > 0 && !this.#stopping.signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#loadedListeners.push(resolve);
      });
    }
  }

  still<T>(task: (loadedThrough: number) => Promise<T>): Promise<T> {
    return this.#alone(() => task(this.#loadedThrough));
  }

  async stop(deadlineMs: number): Promise<void> {
    const timer = setTimeout(() => this.#stopping.abort(), deadlineMs);
    const stopped = new Promise<void>((resolve) => {
      this.#stopping.signal.addEventListener("abort", () => resolve(), { once: true });
    });
    await Promise.race([this.#running, stopped]);
    this.#stopping.abort();
    clearTimeout(timer);
    // A try that is under way still writes to the folder; one that hangs in the database is not waited for.
    await Promise.race([this.#running, sleep(LAST_TRY_MS, undefined, { ref: false })]);
    this.#notify();
  }

  async #run(): Promise<void> {
    for (;;) {
      const segment = await this.#options.spool.take();
      if (segment === null || this.#stopping.signal.aborted) return;
      const isLoaded = await this.#alone(() => this.#loadWithRetries(segment));
      if (!isLoaded) return;
      this.#notify();
    }
  }

  /** One after the other, in the order of asking. */
  #alone<T>(task: () => Promise<T>): Promise<T> {
    const running = this.#last.then(task);
    this.#last = running.catch(() => undefined);
    return running;
  }

  /** false when the loader was stopped first. */
  async #loadWithRetries(segment: SealedSegment): Promise<boolean> {
    for (let attempt = 1; !this.#stopping.signal.aborted; attempt += 1) {
      try {
        await this.#loadOnce(segment);
        if (attempt > 1) this.#options.onEvent({ kind: "recovered", segment, attempts: attempt });
        this.#loadedThrough = segment.id;
        return true;
      } catch (cause) {
        const error = cause instanceof Error ? cause : new Error(String(cause));
        if (attempt >= DATA_ERROR_ATTEMPTS && (await this.#setAside(segment, error))) {
          this.#loadedThrough = segment.id;
          return true;
        }
        await this.#backOff(segment, { attempt, error });
      }
    }
    return false;
  }

  /** Bytes that ClickHouse refuses again and again must not hold up the rest. */
  async #setAside(segment: SealedSegment, error: Error): Promise<boolean> {
    if (!isDataError(error)) return false;
    try {
      await this.#options.spool.quarantine(segment, `ClickHouse refuses its rows: ${error.message}`);
      this.#stats = { ...this.#stats, failing: null };
      return true;
    } catch {
      return false;
    }
  }

  async #loadOnce(segment: SealedSegment): Promise<void> {
    const { directory, store, spool, now, log } = this.#options;
    const startedMs = now();
    const outcome = await loadSegment(segment, { directory, store, ...(log === undefined ? {} : { log }) });
    const queryableMs = now();
    if (outcome.status === "gone") {
      this.#options.onEvent({ kind: "segment_gone", segment: segment.name });
      await spool.release(segment);
      return;
    }
    if (outcome.status === "unreadable") {
      await spool.quarantine(segment, outcome.detail);
      return;
    }
    if (outcome.tornBytes > 0)
      this.#options.onEvent({ kind: "torn_tail", segment: segment.name, bytes: outcome.tornBytes });
    if (outcome.damage === "") await spool.release(segment);
    else await spool.quarantine(segment, outcome.damage);
    this.#loaded(segment, { outcome, startedMs, queryableMs });
  }

  #loaded(segment: SealedSegment, { outcome, startedMs, queryableMs }: Loaded): void {
    const lagMs = queryableMs - segment.createdAtMs;
    const { segments, spans, bytes } = this.#stats;
    this.#stats = {
      ...this.#stats,
      segments: segments + 1,
      spans: spans + outcome.rows.spans,
      bytes: bytes + segment.bytes,
      lastLagMs: lagMs,
      failing: null,
    };
    this.#options.onLoaded({
      name: segment.name,
      rows: outcome.rows,
      bytes: segment.bytes,
      lagMs,
      tookMs: queryableMs - startedMs,
    });
  }

  async #backOff(segment: SealedSegment, { attempt, error }: { attempt: number; error: Error }): Promise<void> {
    const delayMs = retryDelayMs(attempt + 1, this.#options.random());
    this.#stats = { ...this.#stats, retries: this.#stats.retries + 1, failing: error.message };
    this.#options.onEvent({ kind: "retrying", segment, attempt, delayMs, error });
    await sleep(delayMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }

  #notify(): void {
    const listeners = this.#loadedListeners;
    this.#loadedListeners = [];
    for (const listener of listeners) listener();
  }
}
