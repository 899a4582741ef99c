import { z } from "zod";

/** Half-open: fromMs <= time < toMs, UTC milliseconds since the epoch. */
export const TimeRange = z
  .object({ fromMs: z.int().nonnegative(), toMs: z.int().nonnegative() })
  .refine((range) => range.fromMs <= range.toMs, { error: "the range ends before it starts" });

export type TimeRange = z.infer<typeof TimeRange>;
