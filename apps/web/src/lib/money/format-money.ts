import { convertPico } from "./convert-pico.ts";
import { divideRounded } from "./divide-rounded.ts";
import { USD, type DisplayCurrency } from "./display-currency.ts";
import { parsePico } from "./parse-pico.ts";

const PICO = 10n ** 12n;
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
 * A money figure for the page from an exact USD decimal string: "€1,234.56", tiny amounts with three significant
 * digits ("$0.00042"), never "$0.00" for something that cost money.
 */
export function formatMoney(usd: string, currency: DisplayCurrency = USD): string {
  return formatPico(convertPico(parsePico(usd), currency), currency.code);
}

/** The same for an amount already in pico-units of `code`. */
export function formatPico(pico: bigint, code: string): string {
  const sign = pico < 0n ? "−" : "";
  const absolute = pico < 0n ? -pico : pico;
  return `${sign}${currencySymbol(code)}${decimals(absolute)}`;
}

export function currencySymbol(code: string): string {
  return SYMBOLS[code] ?? `${code} `;
}

function decimals(pico: bigint): string {
  if (pico === 0n) return "0.00";
  if (pico >= PICO / 10n) return fixed(pico, 2);
  const leadingZeros = 12 - pico.toString().length;
  const text = fixed(pico, Math.min(12, leadingZeros + 3));
  return text.replace(/(\.\d\d\d*?)0+$/, "$1");
}

function fixed(pico: bigint, places: number): string {
  const rounded = divideRounded(pico, 10n ** BigInt(12 - places))
    .toString()
    .padStart(places + 1, "0");
  const whole = rounded.slice(0, -places).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${whole}.${rounded.slice(-places)}`;
}
