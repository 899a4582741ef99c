import { guardStepsOf, type StepSource } from "@spanledger/guard/spans";
import type { RecordedSpan } from "../process/processor.ts";
import { createOpenTraces, type OpenTraces } from "./create-open-traces.ts";
import { stepSourceOf } from "./step-source-of.ts";
import { type Stop, stoppedTraces } from "./stopped-traces.ts";
import type { Watch, WatchOptions } from "./watch.ts";

const MAX_WAITING_SPANS = 50_000;
/** Spans looked at before other work gets its turn: below a millisecond. */
const SLICE_SPANS = 128;
const EVICT_MS = 10_000;

/** Looks at every span after its request was answered, in slices, and keeps the state of the traces that are open. */
export function createWatch(options: WatchOptions): Watch {
  const traces = createOpenTraces(options);
  const queue: Sighted[] = [];
  let waiting = 0;
  let skipped = 0;
  let isScheduled = false;
  let evictedAtMs = options.now();

  function drain(): void {
    isScheduled = false;
    let left = SLICE_SPANS;
    while (left > 0) {
      const sighted = queue.shift();
      if (sighted === undefined) break;
      waiting -= sighted.spans;
      left -= sighted.spans;
      look(traces, sighted, options);
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
      const sighted = sightedOf(spans);
      return () => {
        if (waiting + sighted.spans > MAX_WAITING_SPANS) {
          skipped += sighted.spans;
          return;
        }
        queue.push(sighted);
        waiting += sighted.spans;
        schedule();
      };
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

/** What is left of one request's spans while they wait to be looked at. */
interface Sighted {
  readonly projectId: string;
  readonly spans: number;
  readonly sources: readonly StepSource[];
  readonly stopped: readonly Stop[];
}

function sightedOf(spans: readonly RecordedSpan[]): Sighted {
  const sources: StepSource[] = [];
  for (const span of spans) if (isWatched(span)) sources.push(stepSourceOf(span));
  return { projectId: spans[0]?.projectId ?? "", spans: spans.length, sources, stopped: stoppedTraces(spans) };
}

/** One project's fault must not end the watch of the others. */
function look(traces: OpenTraces, { projectId, sources, stopped }: Sighted, options: WatchOptions): void {
  try {
    for (const { step, source } of guardStepsOf(sources))
      for (const sighting of traces.take(projectId, step, source)) options.onFinding(sighting);
    for (const stop of stopped)
      options.onStopped?.({ ...stop, projectId, spentPicoUsd: traces.spent(projectId, stop.traceId) });
  } catch (error) {
    options.onError(error);
  }
}
