import { z } from "zod";

/**
 * What one US dollar is worth in another currency, day by day without a gap. A day outside, or with "0", has no rate: ask
 * for a range with such a day only when nothing was spent on it, since its amounts count as 0.
 */
export const DayRates = z.object({
  /** UTC day of the first rate, ISO date. */
  firstDay: z.iso.date(),
  /** Decimal text with at most 12 decimals, one per day. */
  perUsd: z.array(z.string().regex(/^\d{1,12}(\.\d{1,12})?$/)).max(40_000),
});

export type DayRates = z.infer<typeof DayRates>;
