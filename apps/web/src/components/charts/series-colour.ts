/** CSS colour of a palette slot; undefined is the grey of "other" and of absent values. */
export function seriesColour(slot: number | undefined): string {
  return slot === undefined ? "var(--series-other)" : `var(--series-${slot})`;
}
