import { formatPicoUsd, type CurrencyRate } from "@spanledger/clickhouse";
import { convertUsd, exchangeRates, type DatedRate } from "@spanledger/telemetry";

const ONE_DOLLAR = 1_000_000_000_000n;

/** Euro reference rates as units per dollar, to 12 decimals, for each day that has a dollar rate of its own. */
export function dollarRates(perEuro: readonly DatedRate[]): CurrencyRate[] {
  const rates = exchangeRates(perEuro);
  const withDollar = new Set(perEuro.filter(({ currency }) => currency === "USD").map(({ day }) => day));
  const pairs = new Map(
    perEuro
      .filter(({ day }) => withDollar.has(day))
      .map(({ day, currency }) => [`${day} ${currency}`, { day, currency }]),
  );
  for (const day of withDollar) pairs.set(`${day} EUR`, { day, currency: "EUR" });
  const found: CurrencyRate[] = [];
  for (const { day, currency } of pairs.values()) {
    const converted = currency === "USD" ? undefined : convertUsd(ONE_DOLLAR, currency, { day, rates });
    if (converted?.rateDay === day) found.push({ day, currency, unitsPerUsd: formatPicoUsd(converted.pico) });
  }
  return found;
}
