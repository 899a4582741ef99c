/** Pauses that differ by less, in milliseconds, were not chosen: timers and networks are that uneven. */
const JITTER_MS = 50;

/** Whether a pause is longer than another by a factor, and by more than chance. */
export function isLonger(later: number, earlier: number, factor: number): boolean {
  return later >= factor * earlier && later - earlier >= JITTER_MS;
}
