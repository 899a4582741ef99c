import { z } from "zod";

const version = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9._+:/-]{0,96}$/, "A version has letters, digits and . _ + : / - only.");

/** Whether and as what a project's records are logged. */
export const LogSettingsInput = z.strictObject({
  enabled: z.boolean(),
  role: z.enum(["", "provider", "deployer", "both"]),
  annex3: z
    .string()
    .trim()
    .regex(/^([1-8](\([a-e]\))?)?$/, "A point of Annex III looks like 4(a); leave it empty for none."),
  policyVersion: version,
  ifuVersion: version,
});
