import { z } from "zod";

/** A DateTime ends in 2106; spans of the far future are stored at the time they arrived. */
const LATEST_MS = Date.UTC(2100, 0, 1);

/** Half-open: fromMs <= time < toMs, UTC milliseconds since the epoch. */
export const TimeRange = z
  .object({ fromMs: z.int().min(0).max(LATEST_MS), toMs: z.int().min(0).max(LATEST_MS) })
  .refine((range) => range.fromMs <= range.toMs, { error: "the range ends before it starts" });

export type TimeRange = z.infer<typeof TimeRange>;
