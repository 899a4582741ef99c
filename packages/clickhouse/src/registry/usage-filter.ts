import { z } from "zod";
import { DimensionSchema } from "./dimensions.ts";

/** Keeps rows whose dimension is (or is not) one of the values. "" is a call that does not say. */
export const UsageFilter = z.object({
  dimension: DimensionSchema,
  op: z.enum(["in", "not_in"]),
  values: z.array(z.string().max(1000)).min(1).max(500),
});

export type UsageFilter = z.infer<typeof UsageFilter>;
