/** A ratio as "98.7 %", "0.04 %", "<0.01 %". Something that happened is never "0 %", something that did not is never "100 %". */
export function formatPercent(ratio: number): string {
  const percent = ratio * 100;
  const absolute = Math.abs(percent);
  if (percent === 0) return "0 %";
  if (absolute < 0.01) return `${percent < 0 ? "−" : ""}<0.01 %`;
  if (percent < 100 && percent > 99.95) return ">99.9 %";
  const text = absolute.toFixed(absolute < 0.1 ? 2 : absolute < 99.95 ? 1 : 0).replace(/\.0$/, "");
  return `${percent < 0 ? "−" : ""}${text.replace(/\B(?=(\d{3})+$)/g, ",")} %`;
}
