/** A stretch of time in which the trace was busy, UTC milliseconds. */
export interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * Milliseconds from the start of each mark to that of the next, without the time that models took: a model that becomes
 * slower is no client that waits longer, a tool that does is.
 */
export function waitsOf(marks: readonly Pick<Stretch, "startMs">[], models: readonly Stretch[]): readonly number[] {
  return marks.slice(1).map(({ startMs: to }, index) => {
    const from = marks[index]?.startMs ?? to;
    let wait = to - from;
    for (const { startMs, endMs } of models) wait -= Math.max(0, Math.min(endMs, to) - Math.max(startMs, from));
    return Math.max(0, wait);
  });
}
