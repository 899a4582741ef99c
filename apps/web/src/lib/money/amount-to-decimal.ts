import { AMOUNT_DECIMALS } from "./amount-decimals.ts";

/** An amount in 10^-24 units as a plain decimal string, for CSV and for passing on: "0.0042". */
export function amountToDecimal(amount: bigint): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(AMOUNT_DECIMALS + 1, "0");
  const fraction = digits.slice(-AMOUNT_DECIMALS).replace(/0+$/, "");
  const whole = `${amount < 0n ? "-" : ""}${digits.slice(0, -AMOUNT_DECIMALS)}`;
  return fraction ? `${whole}.${fraction}` : whole;
}
