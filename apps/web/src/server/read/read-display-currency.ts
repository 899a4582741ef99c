import { currencyRates, type Store } from "@spanledger/clickhouse";
import { USD, type DisplayCurrency } from "#lib/money/display-currency.ts";
import type { Project } from "./find-project.ts";

export interface CurrencyAnswer {
  readonly currency: DisplayCurrency;
  /** Why dollars are shown although another currency is set, else "". */
  readonly currencyMissing: string;
}

/** The project's currency at the last rate on or before the end of the period; dollars when no rate was imported. */
export async function readDisplayCurrency(store: Store, project: Project, asOfMs: number): Promise<CurrencyAnswer> {
  if (project.currency === "USD") return { currency: USD, currencyMissing: "" };
  const day = new Date(asOfMs).toISOString().slice(0, 10);
  const rates = await currencyRates(store).list(project.id, project.currency);
  const rate = rates.filter((candidate) => candidate.day <= day).at(-1);
  if (!rate)
    return {
      currency: USD,
      currencyMissing: `No ${project.currency} rate on or before ${day}: amounts are in US dollars. Import rates in the settings.`,
    };
  return {
    currency: { code: project.currency, perUsd: rate.unitsPerUsd, rateDate: rate.day, source: "imported" },
    currencyMissing: "",
  };
}
