const SLOTS = 12;
const SLOT_MS = 5_000;

/** Calls, tokens and cost of the last 60 seconds, in slots of five; bounded. */
export class MinuteWindow {
  readonly #calls = Array.from({ length: SLOTS }, () => 0);
  readonly #tokens = Array.from({ length: SLOTS }, () => 0);
  readonly #cost = Array.from({ length: SLOTS }, () => 0n);
  #slot = 0;
  calls = 0;
  tokens = 0;
  cost = 0n;

  /** Forgets what is older than a minute. */
  advance(nowMs: number): void {
    const slot = Math.floor(nowMs / SLOT_MS);
    const passed = Math.min(slot - this.#slot, SLOTS);
    for (let step = 1; step <= passed; step += 1) this.#clear((this.#slot + step) % SLOTS);
    if (slot > this.#slot) {
      if (passed === SLOTS) for (let at = 0; at < SLOTS; at += 1) this.#clear(at);
      this.#slot = slot;
    }
  }

  addCall(): void {
    const at = this.#slot % SLOTS;
    this.#calls[at] = (this.#calls[at] ?? 0) + 1;
    this.calls += 1;
  }

  addUse(tokens: number, cost: bigint): void {
    const at = this.#slot % SLOTS;
    this.#tokens[at] = (this.#tokens[at] ?? 0) + tokens;
    this.#cost[at] = (this.#cost[at] ?? 0n) + cost;
    this.tokens += tokens;
    this.cost += cost;
  }

  #clear(at: number): void {
    this.calls -= this.#calls[at] ?? 0;
    this.tokens -= this.#tokens[at] ?? 0;
    this.cost -= this.#cost[at] ?? 0n;
    this.#calls[at] = 0;
    this.#tokens[at] = 0;
    this.#cost[at] = 0n;
  }
}
