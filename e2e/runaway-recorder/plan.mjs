import { healthyTalk } from "./scenarios/healthy-talk.mjs";
import { healthyWork } from "./scenarios/healthy-work.mjs";
import { runaway } from "./scenarios/runaway.mjs";

export const HEALTHY = { ...healthyWork, ...healthyTalk };
export const RUNAWAY = runaway;

/** The scenarios of one framework: every healthy kind, and every second runaway kind, by the framework's number. */
export function planOf(index) {
  const healthy = Object.keys(HEALTHY);
  const loops = Object.keys(RUNAWAY).filter((_, n) => (n + index) % 2 === 0);
  let seed = 100 * (index + 1);
  return [
    ...healthy.map((kind) => ({ label: "healthy", kind, seed: seed++ })),
    ...loops.map((kind) => ({ label: "runaway", kind, seed: seed++ })),
  ];
}
