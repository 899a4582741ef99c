/** Places of the histogram in one band of the heatmap. */
export const PLACES_PER_BAND = 4;

/** Where a band of the heatmap begins, in milliseconds. */
export function bandEdge(band: number): number {
  return 0.1 * 2 ** ((band * PLACES_PER_BAND) / 8);
}
