import { readLimits } from "@spanledger/guard";
import { z } from "zod";

const MODE = '“mode” is "observe", "block", or "" to inherit.';

/** What sets the thresholds of a project ("" as feature) or of one feature; the form and the API take the same. */
export const GuardLimitsInput = z
  .strictObject({
    feature: z.string().max(200, "The name of a feature has at most 200 characters.").default(""),
    mode: z.enum(["", "observe", "block"], MODE).default(""),
    limits: z.record(z.string(), z.unknown()).default({}),
  })
  .superRefine(({ limits }, context) => {
    const read = readLimits(limits);
    if (read.status === "invalid") context.addIssue({ code: "custom", message: read.message });
  });
export type GuardLimitsInput = z.infer<typeof GuardLimitsInput>;
