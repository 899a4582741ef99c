import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { DiskWatch } from "./disk-watch.ts";
import { SpoolClosedError, SpoolFullError } from "./errors.ts";
import { findSegments, QUARANTINE_FOLDER, type FoundSegments } from "./find-segments.ts";
import { GroupCommit } from "./group-commit.ts";
import { lockDirectory } from "./lock-directory.ts";
import { nodeFileSystem } from "./node-file-system.ts";
import { SEGMENT_SUFFIX } from "./segment-format.ts";
import { SegmentQueue } from "./segment-queue.ts";
import type { SealedSegment, Spool, SpoolBatch, SpoolOptions, SpoolStats } from "./spool.ts";

/** More than this waiting for fsync means that the disk cannot keep up. */
const MAX_PENDING_BYTES = 64 * 1024 * 1024;

/** Opens the folder, which must belong to no other process, and queues what an earlier run left in it. */
export async function createSpool(options: SpoolOptions): Promise<Spool> {
  await mkdir(options.directory, { recursive: true, mode: 0o700 });
  const unlock = await lockDirectory(options.directory);
  try {
    const found = await findSegments(options.directory);
    const spool = new DirectorySpool(options, { found, unlock });
    await spool.watchDisk();
    return spool;
  } catch (error) {
    await unlock();
    throw error;
  }
}

interface Opened {
  readonly found: FoundSegments;
  readonly unlock: () => Promise<void>;
}

class DirectorySpool implements Spool {
  readonly #options: Required<SpoolOptions>;
  readonly #queue: SegmentQueue;
  readonly #commits: GroupCommit;
  readonly #disk: DiskWatch;
  readonly #unlock: () => Promise<void>;
  #quarantined: number;
  readonly #startedMs: number;
  #closing = false;

  constructor(options: SpoolOptions, { found, unlock }: Opened) {
    const defaults = { fileSystem: nodeFileSystem, now: Date.now, onEvent: () => undefined, maxLagMs: Infinity };
    this.#options = { ...defaults, ...options };
    this.#startedMs = this.#options.now();
    this.#unlock = unlock;
    this.#quarantined = found.quarantined;
    this.#queue = new SegmentQueue(found.segments);
    this.#commits = new GroupCommit({ ...this.#options, nextId: found.nextId, queue: this.#queue });
    this.#disk = new DiskWatch(this.#options);
    if (found.segments.length > 0) {
      this.#options.onEvent({ kind: "recovered", segments: found.segments.length, bytes: this.#queue.bytes });
    }
  }

  async watchDisk(): Promise<void> {
    await this.#disk.check();
  }

  async append(batch: SpoolBatch): Promise<number> {
    const bytes = batchBytes(batch);
    if (this.#closing) throw new SpoolClosedError();
    if (bytes === 0) return 0;
    const refusal = this.#refusalOf(bytes);
    if (refusal !== null) throw refusal;
    return this.#commits.add(batch, bytes);
  }

  refusal(): SpoolFullError | null {
    return this.#refusalOf(0);
  }

  #refusalOf(bytes: number): SpoolFullError | null {
    const { pendingBytes, openBytes } = this.#commits;
    if (pendingBytes > 0 && pendingBytes + bytes > MAX_PENDING_BYTES) return new SpoolFullError("busy");
    if (this.#queue.bytes + openBytes + pendingBytes + bytes > this.#options.maxBytes)
      return new SpoolFullError("quota");
    if (this.#disk.isLow()) return new SpoolFullError("disk");
    return this.#lagMs() > this.#options.maxLagMs ? new SpoolFullError("lag") : null;
  }

  /** What an earlier run left could not be loaded before this one began. */
  #lagMs(): number {
    const oldestMs = this.#queue.oldestMs ?? this.#commits.open?.openedAtMs;
    return oldestMs === undefined ? 0 : this.#options.now() - Math.max(oldestMs, this.#startedMs);
  }

  take(): Promise<SealedSegment | null> {
    const segment = this.#queue.take();
    this.#commits.wake();
    return segment;
  }

  async release(segment: SealedSegment): Promise<void> {
    const { fileSystem, directory } = this.#options;
    await fileSystem.remove(segment.path);
    await fileSystem.syncDirectory(directory);
    this.#queue.remove(segment);
  }

  async quarantine(segment: SealedSegment, detail: string): Promise<void> {
    const { fileSystem, directory } = this.#options;
    const path = join(directory, QUARANTINE_FOLDER, segment.name + SEGMENT_SUFFIX);
    await fileSystem.rename(segment.path, path);
    await fileSystem.syncDirectory(directory);
    this.#queue.remove(segment);
    this.#quarantined += 1;
    this.#options.onEvent({ kind: "quarantined", segment: segment.name, path, detail });
  }

  async seal(): Promise<void> {
    this.#closing = true;
    await this.#commits.finish();
    this.#queue.end();
  }

  stats(): SpoolStats {
    const { open, openBytes, pendingBatches, pendingBytes, commits } = this.#commits;
    return {
      segments: this.#queue.length + (open === null ? 0 : 1),
      bytes: this.#queue.bytes + openBytes,
      pendingBatches,
      pendingBytes,
      oldestMs: this.#queue.oldestMs ?? open?.openedAtMs ?? null,
      commits,
      quarantinedSegments: this.#quarantined,
      diskFull: this.#disk.isLow(),
    };
  }

  async close(): Promise<void> {
    await this.seal();
    await this.#unlock();
  }
}

function batchBytes(batch: SpoolBatch): number {
  return (
    (batch.spans?.bytes.length ?? 0) +
    (batch.span_content?.bytes.length ?? 0) +
    (batch.adjustments?.bytes.length ?? 0) +
    (batch.ledger?.length ?? 0)
  );
}
