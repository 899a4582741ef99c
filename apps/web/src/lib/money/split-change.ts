import { divideRounded } from "./divide-rounded.ts";
import { parseAmount } from "./parse-amount.ts";
import { amountToDecimal } from "./amount-to-decimal.ts";

const STEP = 10n ** 12n;

export interface PeriodSpend {
  readonly costUsd: string;
  /** Calls with a known cost. */
  readonly pricedCalls: number;
}

/** USD decimal strings with `volume + rate = total`, to the last digit. */
export interface ChangeSplit {
  readonly total: string;
  /** From more or fewer calls, at the old cost per call. */
  readonly volume: string;
  /** From a different cost per call, at the new number of calls. */
  readonly rate: string;
}

/** Why spend changed: the volume part is rounded to 12 decimals, the rate part is the exact rest. */
export function splitChange(before: PeriodSpend, after: PeriodSpend): ChangeSplit {
  const old = parseAmount(before.costUsd);
  const total = parseAmount(after.costUsd) - old;
  const volume =
    before.pricedCalls > 0
      ? divideRounded(old * BigInt(after.pricedCalls - before.pricedCalls), BigInt(before.pricedCalls) * STEP) * STEP
      : total;
  return { total: amountToDecimal(total), volume: amountToDecimal(volume), rate: amountToDecimal(total - volume) };
}
