const PICO_DIGITS = 12;
const DECIMAL = /^(\d+)(?:\.(\d{0,12})\d*)?$/;

/** Pico-dollars of a decimal such as "0.05" or 5. Throws a sentence when it is none. */
export function parseUsd(amount: string | number): bigint {
  const text = typeof amount === "number" ? amount.toFixed(PICO_DIGITS) : amount.trim();
  const match = DECIMAL.exec(text);
  if (match === null) throw new RangeError(`"${amount}" is no amount in US dollars; write it like "0.05".`);
  return BigInt(`${match[1]}${(match[2] ?? "").padEnd(PICO_DIGITS, "0")}`);
}

/** The exact decimal of pico-dollars, without zeros at its end. */
export function formatUsd(pico: bigint): string {
  const digits = pico.toString().padStart(PICO_DIGITS + 1, "0");
  const fraction = digits.slice(-PICO_DIGITS).replace(/0+$/, "");
  return fraction === "" ? digits.slice(0, -PICO_DIGITS) : `${digits.slice(0, -PICO_DIGITS)}.${fraction}`;
}
