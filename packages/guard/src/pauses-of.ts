/** Milliseconds between each start and the next. */
export function pausesOf(starts: readonly number[]): readonly number[] {
  return starts.slice(1).map((start, index) => start - (starts[index] ?? start));
}
