/** Pico-dollars as decimal text in USD, exact, without trailing zeros. */
export function formatPicoUsd(amount: bigint): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(13, "0");
  const fraction = digits.slice(-12).replace(/0+$/, "");
  const text = fraction === "" ? digits.slice(0, -12) : `${digits.slice(0, -12)}.${fraction}`;
  return amount < 0n ? `-${text}` : text;
}
