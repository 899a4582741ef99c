/** Decimal text in USD as pico-dollars, exact. @throws RangeError when it is no decimal or finer than a pico-dollar */
export function parsePicoUsd(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,12}))?$/.exec(text);
  if (match === null) throw new RangeError(`"${text}" is not an amount in USD with at most 12 decimals`);
  const [, sign, whole = "0", fraction = ""] = match;
  const amount = BigInt(whole) * 1_000_000_000_000n + BigInt(fraction.padEnd(12, "0"));
  return sign === "-" ? -amount : amount;
}
