import type { SpoolFileSystem } from "./file-system.ts";

const CHECK_EVERY_MS = 1_000;

export interface DiskWatchOptions {
  readonly directory: string;
  readonly minFreeBytes: number;
  readonly fileSystem: SpoolFileSystem;
  readonly now: () => number;
}

/** Knows, at most a second late, whether the disk has too little room left. */
export class DiskWatch {
  readonly #options: DiskWatchOptions;
  #low = false;
  #checkedAtMs = 0;

  constructor(options: DiskWatchOptions) {
    this.#options = options;
  }

  /** The answer known now; a stale one starts a check for the next caller. */
  isLow(): boolean {
    if (this.#options.now() - this.#checkedAtMs >= CHECK_EVERY_MS) void this.check();
    return this.#low;
  }

  async check(): Promise<void> {
    const { fileSystem, directory, minFreeBytes, now } = this.#options;
    this.#checkedAtMs = now();
    try {
      this.#low = (await fileSystem.freeBytes(directory)) < minFreeBytes;
    } catch {
      this.#low = false;
    }
  }
}
