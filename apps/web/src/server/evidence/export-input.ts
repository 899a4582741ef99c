import { PURPOSES, REDACTION_PROFILES } from "@spanledger/evidence";
import { z } from "zod";

const MAX_DAYS = 366 * 3;

const instant = (name: string) =>
  z.iso.datetime({ offset: true, error: `“${name}” is not a time: write it like 2026-07-01T00:00:00Z.` });

/** What the form and `POST /api/v1/exports` take, with the same sentences. `to` is exclusive. */
export const ExportInput = z
  .object({
    system: z.string().trim().min(1, "Name the system that the export is about.").max(128),
    from: instant("from"),
    to: instant("to"),
    purpose: z.enum(PURPOSES, `“purpose” is one of ${PURPOSES.join(", ")}.`),
    redaction: z.enum(REDACTION_PROFILES, `“redaction” is one of ${REDACTION_PROFILES.join(", ")}.`).default("full"),
  })
  .refine(
    ({ from, to }) => Date.parse(from) < Date.parse(to),
    "The period ends before it begins: swap “from” and “to”.",
  )
  .refine(
    ({ from, to }) => Date.parse(to) - Date.parse(from) <= MAX_DAYS * 86_400_000,
    "The period is longer than three years: ask for one export a year.",
  );
export type ExportInput = z.infer<typeof ExportInput>;
