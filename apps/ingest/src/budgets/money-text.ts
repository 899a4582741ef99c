const UNIT = 10n ** 24n;

/** For a sentence: `EUR 1234.56`, rounded half up; small amounts keep two digits that say something. */
export function moneyText(amount: bigint, currency: string): string {
  const size = amount < 0n ? -amount : amount;
  let decimals = 2;
  while (size > 0n && decimals < 12 && size * 10n ** BigInt(decimals) < 10n * UNIT) decimals++;
  const scale = 10n ** BigInt(decimals);
  const rounded = (size * scale + UNIT / 2n) / UNIT;
  const digits = rounded.toString().padStart(decimals + 1, "0");
  return `${currency} ${amount < 0n ? "-" : ""}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
