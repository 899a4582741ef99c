/** "842", "12.3k", "4.56M": three significant digits beyond a thousand. The exact figure belongs in the tooltip. */
export function formatCount(value: number): string {
  const absolute = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (absolute < 10_000) return sign + formatInteger(absolute);
  const [divisor, unit] = absolute < 999_500 ? [1e3, "k"] : absolute < 999_500_000 ? [1e6, "M"] : [1e9, "B"];
  const scaled = absolute / divisor;
  const places = scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2;
  return `${sign}${scaled.toFixed(places).replace(/\.0+$/, "")}${unit}`;
}

/** "1,234,567" */
export function formatInteger(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ",");
}
