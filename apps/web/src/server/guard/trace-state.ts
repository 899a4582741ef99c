const ORDER = ["halted", "alerted", "watching", "released", "resolved"] as const;

export type RunawayState = (typeof ORDER)[number];

/** The state of a trace in which several rules have found something: what needs a look goes first. */
export function traceState(states: readonly string[]): RunawayState {
  return ORDER.find((state) => states.includes(state)) ?? "watching";
}
