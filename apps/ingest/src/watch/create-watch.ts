import { guardStepsOf } from "@spanledger/guard/spans";
import type { RecordedSpan } from "../process/processor.ts";
import { createOpenTraces, type OpenTraces } from "./create-open-traces.ts";
import { stepSourceOf } from "./step-source-of.ts";
import { stoppedTraces } from "./stopped-traces.ts";
import type { Watch, WatchOptions } from "./watch.ts";

const MAX_WAITING_SPANS = 50_000;
/** Spans looked at before other work gets its turn: below a millisecond. */
const SLICE_SPANS = 128;
const EVICT_MS = 10_000;

/** Looks at every span after its request was answered, in slices, and keeps the state of the traces that are open. */
export function createWatch(options: WatchOptions): Watch {
  const traces = createOpenTraces(options);
  const queue: (readonly RecordedSpan[])[] = [];
  let waiting = 0;
  let skipped = 0;
  let isScheduled = false;
  let evictedAtMs = options.now();

  function drain(): void {
    isScheduled = false;
    let left = SLICE_SPANS;
    while (left > 0) {
      const spans = queue.shift();
      if (spans === undefined) break;
      waiting -= spans.length;
      left -= spans.length;
      look(traces, spans, options);
    }
    if (queue.length > 0) schedule();
    const nowMs = options.now();
    if (nowMs - evictedAtMs < EVICT_MS) return;
    evictedAtMs = nowMs;
    traces.evict(nowMs);
  }

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(drain);
  }

  return {
    observe(spans) {
      if (waiting + spans.length > MAX_WAITING_SPANS) {
        skipped += spans.length;
        return;
      }
      queue.push(spans);
      waiting += spans.length;
      schedule();
    },
    recall(projectId, sources) {
      for (const { step, source } of guardStepsOf(sources)) traces.take(projectId, step, source);
    },
    stats: () => ({ traces: traces.size(), waitingSpans: waiting, skippedSpans: skipped }),
  };
}

/** Most spans are wrappers, which tell the rules nothing. */
function isWatched({ call: { role, operation } }: RecordedSpan): boolean {
  return role === "call" || operation === "execute_tool" || operation === "invoke_agent" || operation === "retrieval";
}

/** One project's fault must not end the watch of the others. */
function look(traces: OpenTraces, spans: readonly RecordedSpan[], options: WatchOptions): void {
  const [first] = spans;
  if (first === undefined) return;
  try {
    for (const { step, source } of guardStepsOf(spans.filter(isWatched).map(stepSourceOf)))
      for (const sighting of traces.take(first.projectId, step, source)) options.onFinding(sighting);
    for (const traceId of stoppedTraces(spans)) options.onStopped?.(first.projectId, traceId);
  } catch (error) {
    options.onError(error);
  }
}
