import { amountToDecimal } from "#lib/money/amount-to-decimal.ts";
import type { Window } from "../../read/scoped-question.ts";

const MONTH_MS = 30n * 86_400_000n;
/** An estimate has no use for more than millionths. */
const STEP = 10n ** 18n;

export interface Scale {
  /** The time in which the amount was seen. */
  readonly window: Window;
  /** Calls of the window, and those of them that were looked into. */
  readonly calls?: number;
  readonly sampled?: number;
}

/** An amount (10^-24 units) seen in a part of a window as an amount per 30 days. */
export function perMonth(amount: bigint, { window, calls = 1, sampled = 1 }: Scale): string {
  const lengthMs = BigInt(Math.max(1, Math.round(window.toMs - window.fromMs)));
  const all = BigInt(Math.max(calls, sampled));
  const exact = (amount * MONTH_MS * all) / (lengthMs * BigInt(Math.max(1, sampled)));
  return amountToDecimal((exact / STEP) * STEP);
}
