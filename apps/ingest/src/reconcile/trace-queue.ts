/** A trace that waits to be judged. */
export interface QueuedTrace {
  readonly projectId: string;
  readonly traceId: string;
  /** Row of this process that must be readable first, or null. */
  readonly seq: bigint | null;
  /** UTC milliseconds. */
  readonly dueMs: number;
  /** When it was first asked for: waits have deadlines. */
  readonly sinceMs: number;
}

export interface TraceQueue {
  /** Adds the trace, or moves a waiting one: the later row and the later time hold. */
  put(trace: QueuedTrace): void;
  /** Takes out what is due. */
  take(nowMs: number, limit: number): QueuedTrace[];
  has(projectId: string, traceId: string): boolean;
  size(): number;
  /** Milliseconds until the next trace is due; null when nothing waits. */
  nextDueMs(): number | null;
}

const MAX_TRACES = 200_000;

/** Bounded: over the limit the oldest is dropped, and found again by the sweep. */
export function createTraceQueue(): TraceQueue {
  const waiting = new Map<string, QueuedTrace>();
  return {
    put(trace) {
      const key = keyOf(trace.projectId, trace.traceId);
      const known = waiting.get(key);
      waiting.set(key, known === undefined ? trace : merge(known, trace));
      const oldest = waiting.size > MAX_TRACES ? waiting.keys().next().value : undefined;
      if (oldest !== undefined) waiting.delete(oldest);
    },
    take(nowMs, limit) {
      const due: QueuedTrace[] = [];
      for (const [key, trace] of waiting) {
        if (trace.dueMs > nowMs) continue;
        waiting.delete(key);
        if (due.push(trace) >= limit) break;
      }
      return due;
    },
    has: (projectId, traceId) => waiting.has(keyOf(projectId, traceId)),
    size: () => waiting.size,
    nextDueMs() {
      let next: number | null = null;
      for (const { dueMs } of waiting.values()) if (next === null || dueMs < next) next = dueMs;
      return next;
    },
  };
}

function keyOf(projectId: string, traceId: string): string {
  return `${projectId} ${traceId}`;
}

function merge(known: QueuedTrace, next: QueuedTrace): QueuedTrace {
  const seq = known.seq === null || (next.seq !== null && next.seq > known.seq) ? next.seq : known.seq;
  return { ...next, seq, dueMs: Math.max(known.dueMs, next.dueMs), sinceMs: Math.min(known.sinceMs, next.sinceMs) };
}
