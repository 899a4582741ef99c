const FIRST_MS = 100;
const LONGEST_MS = 5_000;
const JITTER = 0.2;

/** Milliseconds before the given attempt (2, 3, ...) is made; `random` is 0..1. */
export function retryDelayMs(attempt: number, random: number): number {
  const base = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 2, 16));
  return Math.round(base * (1 + JITTER * (2 * random - 1)));
}
