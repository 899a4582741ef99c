/** Integer pico-dollars as a plain decimal string, for CSV and for passing on: "0.0042". */
export function picoToDecimal(pico: bigint): string {
  const digits = (pico < 0n ? -pico : pico).toString().padStart(13, "0");
  const fraction = digits.slice(-12).replace(/0+$/, "");
  const sign = pico < 0n ? "-" : "";
  return fraction ? `${sign}${digits.slice(0, -12)}.${fraction}` : `${sign}${digits.slice(0, -12)}`;
}
