import { isLonger } from "./is-longer.ts";

/** The pauses must have grown by this factor between the first and the last ones. */
const GROWTH = 1.25;
/** Of all pairs of pauses, the share in which the later one is longer. */
const IN_ORDER = 0.75;

/** Whether the pauses between calls grow, as those of a client do that waits patiently. In order of time. */
export function isBackingOff(pauses: readonly number[]): boolean {
  if (pauses.length < 3) return false;
  let ordered = 0;
  for (let later = 1; later < pauses.length; later++)
    for (let earlier = 0; earlier < later; earlier++) if ((pauses[later] ?? 0) > (pauses[earlier] ?? 0)) ordered++;
  const pairs = (pauses.length * (pauses.length - 1)) / 2;
  const half = Math.floor(pauses.length / 2);
  const mean = (list: readonly number[]) => list.reduce((total, pause) => total + pause, 0) / half;
  return ordered >= pairs * IN_ORDER && isLonger(mean(pauses.slice(-half)), mean(pauses.slice(0, half)), GROWTH);
}
