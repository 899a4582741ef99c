const SLOTS = 12;
const SLOT_MS = 5_000;

interface Slot {
  readonly at: number;
  calls: number;
  tokens: number;
  cost: bigint;
}

/** Calls, tokens and cost of the last 60 seconds, in slots of five; bounded. */
export class MinuteWindow {
  #slots: readonly Slot[] = [];
  #slot: Slot = slotAt(0);
  calls = 0;
  tokens = 0;
  cost = 0n;

  /** Forgets what is older than a minute. */
  advance(nowMs: number): void {
    const at = Math.floor(nowMs / SLOT_MS);
    if (at <= this.#slot.at) return;
    this.#slot = slotAt(at);
    const kept = this.#slots.filter((slot) => slot.at > at - SLOTS);
    this.calls = kept.reduce((sum, { calls }) => sum + calls, 0);
    this.tokens = kept.reduce((sum, { tokens }) => sum + tokens, 0);
    this.cost = kept.reduce((sum, { cost }) => sum + cost, 0n);
    this.#slots = [...kept, this.#slot];
  }

  add(calls: number, tokens: number, cost: bigint): void {
    for (const counted of [this, this.#slot]) {
      counted.calls += calls;
      counted.tokens += tokens;
      counted.cost += cost;
    }
  }
}

function slotAt(at: number): Slot {
  return { at, calls: 0, tokens: 0, cost: 0n };
}
