import { currencyRates, projects } from "@spanledger/clickhouse";
import { parseRatesCsv } from "@spanledger/telemetry";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { readDisplayCurrency } from "../../read/read-display-currency.ts";
import { dollarRates } from "../../views/dollar-rates.ts";
import { changeProcedure, projectProcedure, router } from "../../trpc.ts";

const MAX_CSV = 12_000_000;
/** As far back as spans can be stored, with some room. */
const DAYS_BACK = 800;

const Currency = z.string().regex(/^[A-Z]{3}$/, "A currency is a code of three letters, e.g. EUR.");

export const currencySettings = router({
  /** The newest rates of the project's currency. */
  rates: projectProcedure.query(async ({ ctx }) => {
    const { currency } = ctx.project;
    const rates = currency === "USD" ? [] : await currencyRates(ctx.store).list(ctx.project.id, currency);
    const today = { fromMs: ctx.nowMs, toMs: ctx.nowMs + 1 };
    const { currency: shown, currencyMissing } = await readDisplayCurrency(ctx, today);
    return {
      currency: shown,
      currencyMissing,
      chosen: currency,
      count: rates.length,
      firstDay: rates[0]?.day ?? "",
      newest: rates.slice(-30).toReversed(),
    };
  }),
  choose: changeProcedure.input(z.object({ currency: Currency })).mutation(async ({ ctx, input }) => {
    const table = projects(ctx.store);
    const [current] = await table.list({ id: ctx.project.id });
    if (!current) throw new TRPCError({ code: "NOT_FOUND", message: "The project is gone." });
    await table.put({ ...current, currency: input.currency }, { changedBy: ctx.session.keyId, nowMs: ctx.nowMs });
  }),
  /** Takes the ECB's euro reference rates; all of the file or nothing. */
  importCsv: changeProcedure
    .input(z.object({ csv: z.string().min(1).max(MAX_CSV) }))
    .mutation(async ({ ctx, input }) => {
      const parsed = parseRatesCsv(input.csv);
      if (parsed.status === "invalid") {
        const lines = parsed.problems.map(({ line, problem }) => `Line ${line}: ${problem}`);
        throw new TRPCError({ code: "BAD_REQUEST", message: ["Nothing was imported.", ...lines].join("\n") });
      }
      const firstDay = new Date(ctx.nowMs - DAYS_BACK * 86_400_000).toISOString().slice(0, 10);
      const rates = dollarRates(parsed.rates.filter(({ day }) => day >= firstDay));
      if (rates.length === 0)
        throw new TRPCError({
          code: "BAD_REQUEST",
          message: "The file has no dollar rate of the last two years, so nothing was imported.",
        });
      await currencyRates(ctx.store).import(ctx.project.id, rates, { changedBy: ctx.session.keyId, nowMs: ctx.nowMs });
      return {
        days: new Set(rates.map(({ day }) => day)).size,
        currencies: new Set(rates.map(({ currency }) => currency)).size,
      };
    }),
});
