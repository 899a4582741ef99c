import { convertPico } from "./convert-pico.ts";
import { USD, type DisplayCurrency } from "./display-currency.ts";
import { parsePico } from "./parse-pico.ts";

/** Every digit, for tooltips: "1234.560012345678 USD", and the converted figure behind it when another currency is shown. */
export function formatMoneyExact(usd: string, currency: DisplayCurrency = USD): string {
  const pico = parsePico(usd);
  const dollars = `${plain(pico)} USD`;
  if (currency.code === "USD") return dollars;
  return `${plain(convertPico(pico, currency))} ${currency.code} = ${dollars} at ${currency.perUsd} ${currency.code} per USD`;
}

function plain(pico: bigint): string {
  const digits = (pico < 0n ? -pico : pico).toString().padStart(13, "0");
  const fraction = digits.slice(-12).replace(/0+$/, "").padEnd(2, "0");
  return `${pico < 0n ? "−" : ""}${digits.slice(0, -12)}.${fraction}`;
}
