import { amountToDecimal } from "./amount-to-decimal.ts";
import { USD, type DisplayCurrency } from "./display-currency.ts";
import { parseAmount } from "./parse-amount.ts";

/** Every digit, for tooltips: "1234.560012345678 USD", and which rates were used for another currency. */
export function formatMoneyExact(amount: string, currency: DisplayCurrency = USD): string {
  const [whole = "0", fraction = ""] = amountToDecimal(parseAmount(amount)).replace("-", "−").split(".");
  const text = `${whole}.${fraction.padEnd(2, "0")} ${currency.code}`;
  return currency.code === "USD" ? text : `${text}, each call at the reference rate of its UTC day`;
}
