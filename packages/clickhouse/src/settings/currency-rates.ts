import { z } from "zod";
import type { Store } from "../store/store.ts";
import { timeText } from "./time-text.ts";
import type { Change } from "./versioned-table.ts";

/** What one US dollar was worth on a day. */
export interface CurrencyRate {
  /** ISO date. */
  readonly day: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Decimal text, e.g. "0.9213". */
  readonly unitsPerUsd: string;
}

const Row = z.object({ day: z.string(), currency: z.string(), units_per_usd: z.string() });

/** Dated rates that the user imported; a later import of the same day replaces the earlier. */
export function currencyRates(store: Store): {
  list(project: string, currency: string): Promise<CurrencyRate[]>;
  import(project: string, rates: readonly CurrencyRate[], change: Change): Promise<void>;
} {
  return {
    async list(project, currency) {
      const rows = await store.query({
        name: "settings currency_rates",
        sql: `SELECT toString(v.day) AS day, v.currency AS currency, v.units_per_usd AS units_per_usd
          FROM (SELECT * FROM currency_rates WHERE project = {project: String} AND currency = {currency: String}
                ORDER BY version DESC LIMIT 1 BY day) AS v
          WHERE v.deleted = 0 ORDER BY day LIMIT 100000
          SETTINGS max_execution_time = 10, max_memory_usage = 500000000`,
        params: { project, currency },
        schema: Row,
      });
      return rows.map((row) => ({ day: row.day, currency: row.currency, unitsPerUsd: row.units_per_usd }));
    },
    async import(project, rates, { changedBy, nowMs }) {
      const changed_at = timeText(nowMs);
      const rows = rates.map(({ day, currency, unitsPerUsd }) => ({
        project,
        day,
        currency,
        units_per_usd: unitsPerUsd,
        version: String(nowMs),
        changed_at,
        changed_by: changedBy,
        deleted: 0,
      }));
      await store.insertRows("currency_rates", rows);
    },
  };
}
