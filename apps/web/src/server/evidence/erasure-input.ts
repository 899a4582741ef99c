import { SUBJECT_KINDS } from "@spanledger/evidence-store";
import { z } from "zod";

const TRACE_ID = /^[0-9a-f]{32}$/;

const Subject = z
  .strictObject({
    kind: z.enum(SUBJECT_KINDS, `“kind” is one of ${SUBJECT_KINDS.join(", ")}.`),
    value: z.string().trim().min(1, "Say whose data it is: the user, tenant, session, trace or text.").max(1_000),
  })
  .refine(({ kind, value }) => kind !== "trace" || TRACE_ID.test(value), "A trace id has 32 hex digits.")
  .refine(
    ({ kind, value }) => kind !== "text" || value.length >= 4,
    "A text to erase has at least 4 characters: a shorter one would be found everywhere.",
  );

/** What `POST /api/v1/erasures/preview` takes: whose data would be erased. */
export const PreviewInput = z.strictObject({ subject: Subject });

/** What the form and `POST /api/v1/erasures` take, with the same sentences. */
export const ErasureInput = z.strictObject({
  subject: Subject,
  basis: z
    .string()
    .regex(/^[A-Za-z0-9._:/@-]{1,128}$/, "“basis” is a code without spaces, such as gdpr:17:1:b.")
    .default("gdpr:17:1:b"),
});
export type ErasureInput = z.infer<typeof ErasureInput>;
