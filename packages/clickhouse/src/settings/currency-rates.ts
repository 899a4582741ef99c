import { z } from "zod";
import type { Store } from "../store/store.ts";
import { timeText } from "./time-text.ts";
import type { Change, Version } from "./versioned-table.ts";

/** What one US dollar was worth on a day. */
export interface CurrencyRate {
  /** ISO date. */
  readonly day: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Decimal text, e.g. "0.9213". */
  readonly unitsPerUsd: string;
}

/** One import of rates, all as text. */
export type RateImport = {
  /** How many rates. */
  readonly rates: string;
  /** ISO dates. */
  readonly first_day: string;
  readonly last_day: string;
  /** Of each currency, units per dollar: "CHF 0.8811, EUR 0.9213". */
  readonly on_last_day: string;
};

const ImportRow = z.object({
  rates: z.string(),
  first_day: z.string(),
  last_day: z.string(),
  on_last_day: z.string(),
  at_version: z.coerce.number(),
  at_ms: z.coerce.number(),
  by: z.string(),
});

const Row = z.object({ day: z.string(), currency: z.string(), units_per_usd: z.string() });

/** Dated rates that the user imported; a later import of the same day replaces the earlier. */
export function currencyRates(store: Store): {
  list(project: string, currency: string): Promise<CurrencyRate[]>;
  import(project: string, rates: readonly CurrencyRate[], change: Change): Promise<void>;
  /** The newest 10,000 imports, newest first: the rates of one import share their version. */
  history(project: string): Promise<Version<RateImport>[]>;
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
    async history(project) {
      const rows = await store.query({
        name: "history currency_rates",
        sql: `SELECT toString(count()) AS rates, toString(min(v.day)) AS first_day, toString(max(v.day)) AS last_day,
            arrayStringConcat(arraySort(groupArrayIf(concat(v.currency, ' ', v.units_per_usd), v.day = v.newest)), ', ') AS on_last_day,
            v.version AS at_version, toUnixTimestamp64Milli(max(v.changed_at)) AS at_ms, any(v.changed_by) AS by
          FROM (SELECT *, max(day) OVER (PARTITION BY version) AS newest FROM currency_rates WHERE project = {project: String}) AS v
          GROUP BY v.version ORDER BY v.version DESC LIMIT 10000
          SETTINGS max_execution_time = 10, max_memory_usage = 500000000`,
        params: { project },
        schema: ImportRow,
      });
      return rows.map(({ at_version, at_ms, by, ...value }) => ({
        value,
        version: at_version,
        changedAtMs: at_ms,
        changedBy: by,
        deleted: false,
      }));
    },
  };
}
