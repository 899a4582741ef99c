const DAY = 86_400_000;

/** A half-open range in pieces of at most `days`, oldest first. */
export function sliceRange(
  fromMs: number,
  toMs: number,
  days: number,
): { readonly fromMs: number; readonly toMs: number }[] {
  const slices = [];
  for (let start = fromMs; start < toMs; start += days * DAY) {
    slices.push({ fromMs: start, toMs: Math.min(toMs, start + days * DAY) });
  }
  return slices;
}
