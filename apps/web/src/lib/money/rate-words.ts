import { AMOUNT_DECIMALS } from "./amount-decimals.ts";
import { amountToDecimal } from "./amount-to-decimal.ts";
import type { DisplayCurrency } from "./display-currency.ts";
import { divideRounded } from "./divide-rounded.ts";
import { parseAmount } from "./parse-amount.ts";

const UNIT = 10n ** BigInt(AMOUNT_DECIMALS);
const PLACES = 6n;
const DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** What was used: "ECB reference rates by usage day, 20 Nov 2026: 1 EUR = 1.0853 USD". The euro as the ECB quotes it. */
export function rateWords({ code, perUsd, rateDate }: DisplayCurrency): string {
  const quote = code === "EUR" ? `1 EUR = ${inverse(perUsd)} USD` : `1 USD = ${perUsd} ${code}`;
  return `ECB reference rates by usage day, ${DATE.format(new Date(rateDate))}: ${quote}`;
}

function inverse(perUsd: string): string {
  const step = 10n ** (BigInt(AMOUNT_DECIMALS) - PLACES);
  return amountToDecimal(divideRounded(UNIT * UNIT, parseAmount(perUsd) * step) * step);
}
