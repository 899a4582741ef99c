import { divideRounded } from "./divide-rounded.ts";
import { parsePico } from "./parse-pico.ts";
import { picoToDecimal } from "./pico-to-decimal.ts";

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

/** Why spend changed: the volume part is rounded to the pico-dollar, the rate part is the exact rest. */
export function splitChange(before: PeriodSpend, after: PeriodSpend): ChangeSplit {
  const old = parsePico(before.costUsd);
  const total = parsePico(after.costUsd) - old;
  const volume =
    before.pricedCalls > 0
      ? divideRounded(old * BigInt(after.pricedCalls - before.pricedCalls), BigInt(before.pricedCalls))
      : total;
  return { total: picoToDecimal(total), volume: picoToDecimal(volume), rate: picoToDecimal(total - volume) };
}
