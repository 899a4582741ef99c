import type { LogHead } from "@spanledger/ledger";
import { z } from "zod";

/** Where one project's log stands. */
const ProjectHead = z.object({
  origin: z.string(),
  /** Key that signs, and the one before it while both do. */
  vkey: z.string(),
  previous: z.object({ vkey: z.string(), untilUs: z.number() }).optional(),
  latenessUs: z.number(),
  /** Last checkpoint of the log that this one replaces, base64. */
  predecessor: z.string().optional(),
  size: z.number(),
  nodes: z.array(z.string()),
  lastLoggedUs: z.number(),
});

/** `ledger/head.json` of a spool folder: the state of its logs up to and with `segment`. */
export const HeadFile = z.object({
  version: z.literal(1),
  /** Name of the log in every project; made once per folder. */
  log: z.string(),
  /** Grows with every start. */
  epoch: z.number(),
  /** The segment whose records were sequenced last, "" before the first. */
  segment: z.string(),
  logs: z.record(z.string(), ProjectHead),
});

export type HeadFile = z.infer<typeof HeadFile>;
export type ProjectHead = z.infer<typeof ProjectHead>;

export function toLogHead({ size, nodes, lastLoggedUs }: ProjectHead): LogHead {
  return { frontier: { size, nodes }, lastLoggedUs };
}
