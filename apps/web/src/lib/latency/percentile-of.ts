/**
 * A percentile in milliseconds from a histogram whose place p holds 0.1 ms * 2^(p/8) up to 2^((p+1)/8); within 4.4 %. null
 * without calls.
 */
export function percentileOf(
  histogram: readonly { readonly place: number; readonly calls: number }[],
  quantile: number,
): number | null {
  const total = histogram.reduce((sum, { calls }) => sum + calls, 0);
  if (total === 0) return null;
  let seen = 0;
  for (const { place, calls } of histogram.toSorted((a, b) => a.place - b.place)) {
    seen += calls;
    if (seen >= quantile * total) return 0.1 * 2 ** ((place + 0.5) / 8);
  }
  return null;
}
