import { setTimeout as sleep } from "node:timers/promises";
import { SpoolClosedError, SpoolFullError } from "./errors.ts";
import type { SegmentQueue } from "./segment-queue.ts";
import { SegmentWriter } from "./segment-writer.ts";
import type { SpoolBatch, SpoolOptions } from "./spool.ts";

/** So much at once needs no company. */
const FULL_COMMIT_BYTES = 1024 * 1024;
const MAX_COMMIT_BYTES = 16 * 1024 * 1024;
const TELL_EVERY_MS = 1_000;

interface Pending {
  readonly batch: SpoolBatch;
  readonly bytes: number;
  readonly resolve: (segment: number) => void;
  readonly reject: (error: Error) => void;
}

export interface GroupCommitOptions extends Required<SpoolOptions> {
  readonly nextId: number;
  readonly queue: SegmentQueue;
}

/** Requests that arrive while the disk is busy share the next fsync. One commit runs at a time, in order of arrival. */
export class GroupCommit {
  readonly #options: GroupCommitOptions;
  #nextId: number;
  #open: SegmentWriter | null = null;
  #pending: Pending[] = [];
  #pendingBytes = 0;
  #commits = 0;
  #running: Promise<void> | null = null;
  #ageTimer: NodeJS.Timeout | null = null;
  #finished = false;
  #toldAtMs = -Infinity;

  constructor(options: GroupCommitOptions) {
    this.#options = options;
    this.#nextId = options.nextId;
  }

  get open(): SegmentWriter | null {
    return this.#open;
  }

  get openBytes(): number {
    return this.#open?.length ?? 0;
  }

  get pendingBatches(): number {
    return this.#pending.length;
  }

  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  get commits(): number {
    return this.#commits;
  }

  add(batch: SpoolBatch, bytes: number): Promise<number> {
    if (this.#finished) return Promise.reject(new SpoolClosedError());
    return new Promise((resolve, reject) => {
      this.#pending.push({ batch, bytes, resolve, reject });
      this.#pendingBytes += bytes;
      this.wake();
    });
  }

  /** Looks whether something is to be committed or sealed. */
  wake(): void {
    if (this.#running !== null || (this.#pending.length === 0 && !this.#isSealDue())) return;
    this.#running = this.#run().finally(() => {
      this.#running = null;
      // Whoever came in the meantime was sent away: a request, the age timer, or a loader that waits now.
      this.wake();
    });
  }

  /** Commits everything that is pending and seals. */
  async finish(): Promise<void> {
    this.#finished = true;
    while (this.#running !== null || this.#pending.length > 0) {
      this.wake();
      await this.#running;
    }
    await this.#seal();
  }

  async #run(): Promise<void> {
    while (this.#pending.length > 0) {
      if (this.#pendingBytes < FULL_COMMIT_BYTES && this.#options.commitDelayMs > 0 && !this.#finished) {
        await sleep(this.#options.commitDelayMs);
      }
      await this.#commit(this.#takeGroup());
      if (this.#isSealDue()) await this.#seal();
    }
    if (this.#isSealDue()) await this.#seal();
  }

  #takeGroup(): Pending[] {
    let bytes = 0;
    let count = 0;
    for (const pending of this.#pending) {
      if (count > 0 && bytes + pending.bytes > MAX_COMMIT_BYTES) break;
      bytes += pending.bytes;
      count += 1;
    }
    return this.#pending.splice(0, count);
  }

  async #commit(group: readonly Pending[]): Promise<void> {
    try {
      this.#open ??= await this.#openSegment();
      await this.#open.commit(group.map((pending) => pending.batch));
      this.#commits += 1;
      const { id } = this.#open;
      this.#settle(group, (pending) => pending.resolve(id));
    } catch (cause) {
      await this.#abandon(cause);
      this.#settle(group, (pending) => pending.reject(new SpoolFullError("disk", cause)));
    }
  }

  #settle(group: readonly Pending[], settle: (pending: Pending) => void): void {
    for (const pending of group) {
      this.#pendingBytes -= pending.bytes;
      settle(pending);
    }
  }

  async #openSegment(): Promise<SegmentWriter> {
    const id = this.#nextId;
    this.#nextId += 1;
    const segment = await SegmentWriter.open({ ...this.#options, id });
    this.#ageTimer = setTimeout(() => this.wake(), this.#options.segmentMaxAgeMs + 1);
    return segment;
  }

  #isSealDue(): boolean {
    const { segmentMaxBytes, segmentMaxAgeMs, queue, now } = this.#options;
    if (this.#open === null || this.#open.commits === 0) return false;
    if (this.#open.length >= segmentMaxBytes) return true;
    return queue.isStarving && now() - this.#open.openedAtMs >= segmentMaxAgeMs;
  }

  async #seal(): Promise<void> {
    if (this.#open === null) return;
    const sealed = await this.#open.seal();
    this.#forgetOpen();
    this.#options.queue.push(sealed);
  }

  async #abandon(cause: unknown): Promise<void> {
    const segment = this.#open;
    this.#tell(segment?.name ?? "a new one", cause instanceof Error ? cause : new Error(String(cause)));
    if (segment === null) return;
    const kept = await segment.abandon();
    this.#forgetOpen();
    if (kept !== null) this.#options.queue.push(kept);
  }

  /** A full disk fails every request: it is told once a second. */
  #tell(segment: string, error: Error): void {
    if (this.#options.now() - this.#toldAtMs < TELL_EVERY_MS) return;
    this.#toldAtMs = this.#options.now();
    this.#options.onEvent({ kind: "segment_failed", segment, error });
  }

  /** In the same tick as the push: its rows are always seen in one place. */
  #forgetOpen(): void {
    this.#open = null;
    if (this.#ageTimer !== null) clearTimeout(this.#ageTimer);
    this.#ageTimer = null;
  }
}
