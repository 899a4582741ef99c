import { currencySymbol } from "./format-money.ts";

/** Short axis tick: "€1.2k", "$0.05". */
export function formatAxisMoney(value: number, code: string): string {
  const symbol = currencySymbol(code);
  if (value === 0) return `${symbol}0`;
  if (Math.abs(value) >= 10_000) return `${symbol}${trim(value / 1000, 1)}k`;
  if (Math.abs(value) >= 1000) return `${symbol}${trim(value / 1000, 2)}k`;
  if (Math.abs(value) >= 1) return `${symbol}${trim(value, 2)}`;
  return `${symbol}${Number(value.toPrecision(2))}`;
}

function trim(value: number, places: number): string {
  return value.toFixed(places).replace(/\.?0+$/, "");
}
