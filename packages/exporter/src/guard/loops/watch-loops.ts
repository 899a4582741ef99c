import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import type { LoopLimits } from "@spanledger/guard";
import type { Finding } from "../finding.ts";
import { createLoopFinder } from "./create-loop-finder.ts";

const MAX_WAITING_SPANS = 2_000;

export interface LoopWatch {
  observe(span: ReadableSpan): void;
  /** The gravest finding of a trace, every span up to now considered. */
  findingOf(traceId: string): Finding | undefined;
  release(traceId: string): void;
}

/**
 * Finds loops in the spans of this process. Spans are judged while the process waits for something, at the latest when a
 * trace is asked for.
 */
export function watchLoops(limits: Partial<LoopLimits>): LoopWatch {
  const finder = createLoopFinder(limits);
  let waiting: ReadableSpan[] = [];
  const judgeWaiting = (): void => {
    const spans = waiting;
    waiting = [];
    for (const span of spans) finder.judge(span);
  };
  return {
    observe: (span) => {
      if (waiting.length === 0) setImmediate(judgeWaiting).unref();
      if (waiting.length < MAX_WAITING_SPANS) waiting.push(span);
    },
    findingOf: (traceId) => {
      judgeWaiting();
      return finder.findingOf(traceId);
    },
    release: (traceId) => finder.release(traceId),
  };
}
