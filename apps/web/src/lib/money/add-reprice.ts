import { sumUsd } from "./sum-usd.ts";

/** What re-pricing does to a slice of a range. Sums are exact USD decimal strings. */
export interface RepriceSums {
  readonly calls: number;
  readonly changed: number;
  readonly oldUsd: string;
  readonly newUsd: string;
  readonly unpricedBefore: number;
  readonly unpricedAfter: number;
}

export const NOTHING_REPRICED: RepriceSums = {
  calls: 0,
  changed: 0,
  oldUsd: "0",
  newUsd: "0",
  unpricedBefore: 0,
  unpricedAfter: 0,
};

export function addReprice(a: RepriceSums, b: RepriceSums): RepriceSums {
  return {
    calls: a.calls + b.calls,
    changed: a.changed + b.changed,
    oldUsd: sumUsd([a.oldUsd, b.oldUsd]),
    newUsd: sumUsd([a.newUsd, b.newUsd]),
    unpricedBefore: a.unpricedBefore + b.unpricedBefore,
    unpricedAfter: a.unpricedAfter + b.unpricedAfter,
  };
}
