/** A list price as text with at least two decimals: "$0.40", "$0.375". */
export function dollars(price: string): string {
  const [whole = "0", fraction = ""] = price.split(".");
  return `$${whole}.${fraction.padEnd(2, "0")}`;
}
