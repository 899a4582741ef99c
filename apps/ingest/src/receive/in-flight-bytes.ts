/** Counts the bytes of all requests under way against a limit, so that many large ones cannot fill the memory. */
export class InFlightBytes {
  readonly #limit: number;
  #used = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get used(): number {
    return this.#used;
  }

  /** True when `bytes` more would fit now. */
  fits(bytes: number): boolean {
    return this.#used + bytes <= this.#limit;
  }

  /** Opens the account of one request. */
  reserve(): Reservation {
    let taken = 0;
    let held: Promise<unknown> | undefined;
    const giveBack = () => {
      this.#used -= taken;
      taken = 0;
    };
    return {
      take: (bytes) => {
        if (!this.fits(bytes)) return false;
        this.#used += bytes;
        taken += bytes;
        return true;
      },
      hold: (until) => {
        held = until;
      },
      release: () => {
        if (held === undefined) giveBack();
        else void held.then(giveBack, giveBack);
      },
    };
  }
}

export interface Reservation {
  /** Books bytes unless they do not fit. */
  take(bytes: number): boolean;
  /** Keeps them booked past release() until the promise settles. */
  hold(until: Promise<unknown>): void;
  /** Gives all of them back. */
  release(): void;
}
