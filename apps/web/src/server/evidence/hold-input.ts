import { HOLD_SCOPES } from "@spanledger/evidence-store";
import { z } from "zod";

const code = (name: string) =>
  z
    .string()
    .regex(/^[A-Za-z0-9._:/@-]{1,128}$/, `“${name}” is a code without spaces, such as litigation or aiact:73:6.`);

/** A hold as the form gives it. */
export const HoldInput = z
  .strictObject({
    scope: z.enum(HOLD_SCOPES),
    value: z.string().trim().max(200),
    basis: code("basis"),
    owner: code("owner"),
    note: z.string().max(1_000).default(""),
    /** Day on which to look at it again, ISO. */
    reviewOn: z.iso.date().nullable().default(null),
  })
  .refine(({ scope, value }) => scope === "project" || value !== "", "Say whose data is held: the value is empty.");
