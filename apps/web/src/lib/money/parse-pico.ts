const SCALE = 12;

/**
 * Reads a decimal string of dollars ("1.25", "-0.000000000001") as integer pico-dollars (1 USD = 10^12).
 * Digits beyond the twelfth are refused: a figure that cannot be held exactly is a bug upstream.
 * @throws {RangeError} when the text is not such a decimal.
 */
export function parsePico(decimal: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal.trim());
  if (!match) throw new RangeError(`"${decimal}" is not a decimal amount`);
  const [, sign, whole = "0", fraction = ""] = match;
  if (/[1-9]/.test(fraction.slice(SCALE))) throw new RangeError(`"${decimal}" has more than ${SCALE} decimals`);
  const pico = BigInt(whole + fraction.slice(0, SCALE).padEnd(SCALE, "0"));
  return sign ? -pico : pico;
}
