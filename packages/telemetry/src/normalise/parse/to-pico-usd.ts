const SCALE = 12;
const DECIMAL = /^\s*(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?\s*$/;
/** What a Decimal(18, 12) holds: below a million dollars for one call. */
const MAX_DIGITS = 18;

/** `0.00523` -> 5230000000n, exactly; digits below a pico-dollar are rounded half up. undefined when it is no amount. */
export function toPicoUsd(value: string): bigint | undefined {
  const match = DECIMAL.exec(value);
  if (match === null) return undefined;
  const [, whole = "", fraction = "", exponent = "0"] = match;
  const digits = whole + fraction;
  if (digits === "") return undefined;
  const shift = SCALE - fraction.length + Number(exponent);
  if (digits.length + shift > MAX_DIGITS) return undefined;
  if (shift >= 0) return BigInt(digits) * 10n ** BigInt(shift);
  const divisor = 10n ** BigInt(-shift);
  return (BigInt(digits) + divisor / 2n) / divisor;
}
