import { AMOUNT_DECIMALS } from "./amount-decimals.ts";
import { divideRounded } from "./divide-rounded.ts";
import { USD, type DisplayCurrency } from "./display-currency.ts";
import { parseAmount } from "./parse-amount.ts";

const UNIT = 10n ** BigInt(AMOUNT_DECIMALS);
const SYMBOLS: Readonly<Record<string, string>> = {
  USD: "$",
  EUR: "€",
  GBP: "£",
  JPY: "¥",
  CHF: "CHF ",
  PLN: "PLN ",
  SEK: "SEK ",
  CZK: "CZK ",
  DKK: "DKK ",
};

/**
 * A money figure for the page from an exact decimal string in that currency: "€1,234.56", tiny amounts with three significant
 * digits ("$0.00042"), never "$0.00" for something that cost money.
 */
export function formatMoney(amount: string, currency: DisplayCurrency = USD): string {
  const units = parseAmount(amount);
  const absolute = units < 0n ? -units : units;
  return `${units < 0n ? "−" : ""}${currencySymbol(currency.code)}${decimals(absolute)}`;
}

export function currencySymbol(code: string): string {
  return SYMBOLS[code] ?? `${code} `;
}

function decimals(units: bigint): string {
  if (units === 0n) return "0.00";
  if (units >= UNIT / 10n) return fixed(units, 2);
  const leadingZeros = AMOUNT_DECIMALS - units.toString().length;
  const text = fixed(units, Math.min(AMOUNT_DECIMALS, leadingZeros + 3));
  return text.replace(/(\.\d\d\d*?)0+$/, "$1");
}

function fixed(units: bigint, places: number): string {
  const rounded = divideRounded(units, 10n ** BigInt(AMOUNT_DECIMALS - places))
    .toString()
    .padStart(places + 1, "0");
  const whole = rounded.slice(0, -places).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${whole}.${rounded.slice(-places)}`;
}
