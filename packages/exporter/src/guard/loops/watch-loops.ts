import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { diag } from "@opentelemetry/api";
import type { GuardLimits } from "@spanledger/guard";
import type { Finding } from "../finding.ts";
import type { Pricing } from "../price/create-pricing.ts";
import type { LoopFinder } from "./create-loop-finder.ts";

const MAX_WAITING_SPANS = 2_000;

export interface LoopWatch {
  observe(span: ReadableSpan): void;
  /** The gravest finding of a trace, every span up to now considered. */
  findingOf(traceId: string): Finding | undefined;
  release(traceId: string): void;
  /** Resolves when the rules are loaded. */
  readonly loaded: Promise<void>;
}

/**
 * Finds loops in the spans of this process. The rules are a file of their own, loaded at once but apart from the rest;
 * spans are judged while the process waits for something, at the latest when a trace is asked for.
 */
export function watchLoops(limits: Partial<GuardLimits>, pricing: Pricing): LoopWatch {
  let finder: LoopFinder | undefined;
  let waiting: ReadableSpan[] = [];
  const judgeWaiting = (): void => {
    if (finder === undefined || waiting.length === 0) return;
    const spans = waiting;
    waiting = [];
    for (const span of spans) finder.judge(span);
  };
  const loaded = import("./create-loop-finder.ts").then(
    ({ createLoopFinder }) => {
      finder = createLoopFinder(limits, pricing);
      judgeWaiting();
    },
    (error: unknown) =>
      diag.error("Spanledger could not load its loop rules; limits and the platform still guard.", error),
  );
  return {
    observe: (span) => {
      if (waiting.length === 0) setImmediate(judgeWaiting).unref();
      if (waiting.length < MAX_WAITING_SPANS) waiting.push(span);
    },
    findingOf: (traceId) => {
      judgeWaiting();
      return finder?.findingOf(traceId);
    },
    loaded,
    release: (traceId) => finder?.release(traceId),
  };
}
