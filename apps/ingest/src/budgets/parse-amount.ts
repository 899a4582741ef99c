const DECIMALS = 24;

/** Decimal text as an integer of 10^-24 units, exact. @throws RangeError when it is none or finer than that */
export function parseAmount(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,24}))?$/.exec(text);
  if (match === null) throw new RangeError(`"${text}" is not an amount with at most ${DECIMALS} decimals`);
  const [, sign, whole = "0", fraction = ""] = match;
  const amount = BigInt(whole + fraction.padEnd(DECIMALS, "0"));
  return sign === "-" ? -amount : amount;
}
