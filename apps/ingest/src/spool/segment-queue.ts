import type { SealedSegment } from "./spool.ts";

/** Sealed segments in order; one reader takes from the front. */
export class SegmentQueue {
  readonly #segments: SealedSegment[];
  #waiting: ((segment: SealedSegment | null) => void)[] = [];
  #bytes: number;
  #ended = false;

  constructor(segments: readonly SealedSegment[]) {
    this.#segments = [...segments];
    this.#bytes = segments.reduce((sum, segment) => sum + segment.bytes, 0);
  }

  get length(): number {
    return this.#segments.length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get oldestMs(): number | null {
    return this.#segments[0]?.createdAtMs ?? null;
  }

  /** A reader waits and there is nothing: an open segment is worth sealing early. */
  get isStarving(): boolean {
    return this.#segments.length === 0 && this.#waiting.length > 0;
  }

  /** The front segment (again, until it is removed); waits for one; null once ended and empty. */
  async take(): Promise<SealedSegment | null> {
    const front = this.#segments[0];
    if (front !== undefined) return front;
    if (this.#ended) return null;
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  push(segment: SealedSegment): void {
    this.#segments.push(segment);
    this.#bytes += segment.bytes;
    this.#answer(segment);
  }

  remove(segment: SealedSegment): void {
    const index = this.#segments.findIndex((candidate) => candidate.name === segment.name);
    if (index < 0) return;
    this.#segments.splice(index, 1);
    this.#bytes -= segment.bytes;
  }

  end(): void {
    this.#ended = true;
    this.#answer(this.#segments[0] ?? null);
  }

  #answer(segment: SealedSegment | null): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve(segment);
  }
}
