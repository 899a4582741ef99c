import type { ReportedCost, Usage } from "../call.ts";

/** What a billed span may take over from the spans whose bill it carries. */
export interface CallEvidence {
  readonly usage: Usage | null;
  /** 0n when not reported. */
  readonly ttftNs: bigint;
  readonly reportedCost: ReportedCost | null;
}

/**
 * semconv 4.3 E: fills what the billed span lacks from the spans it superseded, nearest first. Cache and reasoning
 * detail is taken only when the counts that both report agree. Returns `own` itself when nothing is added.
 */
export function mergeEvidence(own: CallEvidence, others: readonly CallEvidence[]): CallEvidence {
  let merged = own;
  for (const other of others) {
    if (merged.ttftNs === 0n && other.ttftNs > 0n) merged = { ...merged, ttftNs: other.ttftNs };
    if (merged.usage === null || other.usage === null || !agree(merged.usage, other.usage)) continue;
    const usage = fillDetail(merged.usage, other.usage);
    if (usage !== merged.usage) merged = { ...merged, usage };
    if (merged.reportedCost === null && other.reportedCost !== null) {
      merged = { ...merged, reportedCost: other.reportedCost };
    }
  }
  return merged;
}

function agree(left: Usage, right: Usage): boolean {
  const outputAgrees =
    left.output === right.output || left.output - (left.reasoning ?? 0) === right.output - (right.reasoning ?? 0);
  return (
    outputAgrees &&
    (promptOf(left) === promptOf(right) ||
      (left.raw.input !== null && left.raw.input === right.raw.input) ||
      (left.raw.total !== null && left.raw.total === right.raw.total))
  );
}

function fillDetail(own: Usage, other: Usage): Usage {
  let usage = own;
  if (cachedOf(own) === 0 && cachedOf(other) > 0) {
    const { uncachedInput, cacheRead, cacheWrite5m, cacheWrite1h, rule, confidence } = other;
    usage = { ...usage, uncachedInput, cacheRead, cacheWrite5m, cacheWrite1h, rule: `${rule}+merged`, confidence };
  } else if (own.cacheWrite1h === 0 && other.cacheWrite1h > 0 && writesOf(own) === writesOf(other)) {
    usage = { ...usage, cacheWrite5m: other.cacheWrite5m, cacheWrite1h: other.cacheWrite1h };
  }
  if (
    own.reasoning === null &&
    other.reasoning !== null &&
    other.reasoning <= own.output &&
    own.output === other.output
  ) {
    usage = { ...usage, reasoning: other.reasoning };
  }
  return usage;
}

function writesOf({ cacheWrite5m, cacheWrite1h }: Usage): number {
  return cacheWrite5m + cacheWrite1h;
}

function cachedOf(usage: Usage): number {
  return usage.cacheRead + writesOf(usage);
}

function promptOf(usage: Usage): number {
  return usage.uncachedInput + cachedOf(usage);
}
