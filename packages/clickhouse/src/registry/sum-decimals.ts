/** Exact sum of plain decimals of any number of digits, without trailing zeros. @throws RangeError when one is none */
export function sumDecimals(texts: readonly string[]): string {
  const parts = texts.map(split);
  const scale = Math.max(0, ...parts.map(({ fraction }) => fraction.length));
  const sum = parts.reduce((total, { isNegative, whole, fraction }) => {
    const amount = BigInt(whole + fraction.padEnd(scale, "0"));
    return isNegative ? total - amount : total + amount;
  }, 0n);
  const digits = (sum < 0n ? -sum : sum).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, "");
  return `${sum < 0n ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

function split(text: string): { isNegative: boolean; whole: string; fraction: string } {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) throw new RangeError(`"${text}" is not a decimal amount`);
  const [, sign, whole = "0", fraction = ""] = match;
  return { isNegative: sign === "-", whole, fraction };
}
