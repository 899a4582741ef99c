import { resolve } from "node:path";
import { z } from "zod";
import { StartError } from "./start-error.ts";

const port = z.coerce.number("expected a port from 0 to 65535").int("expected a whole number").min(0).max(65_535);
const key = z.string().regex(/^[\x21-\x7e]{8,200}$/, "expected 8 to 200 visible characters without spaces");
const flag = z
  .enum(["true", "false", "1", "0"], "expected true or false")
  .transform((value) => value === "true" || value === "1");

const StandaloneEnv = z.object({
  /** Everything Spanledger keeps is under this folder. */
  SPANLEDGER_DATA_DIR: z
    .string()
    .default("./data")
    .transform((path) => resolve(path)),
  SPANLEDGER_HOST: z.string().default("127.0.0.1"),
  SPANLEDGER_INGEST_PORT: port.default(4318),
  SPANLEDGER_WEB_PORT: port.default(3000),
  /** A ClickHouse server to use instead of the embedded engine. */
  SPANLEDGER_CLICKHOUSE_URL: z.url({ protocol: /^https?$/, error: "expected an http or https address" }).optional(),
  /** Fixed keys for scripts; without them one ingest key is made on the first start. */
  SPANLEDGER_INGEST_KEY: key.optional(),
  SPANLEDGER_READ_KEY: key.optional(),
  SPANLEDGER_ADMIN_KEY: key.optional(),
  /** Where people reach the dashboard, for the links in alerts. Default: this address, when only this machine reaches it. */
  SPANLEDGER_PUBLIC_URL: z.url({ protocol: /^https?$/, error: "expected an http or https address" }).optional(),
  /** Load the demo project on the first start. */
  SPANLEDGER_DEMO: flag.default(true),
});
export type StandaloneEnv = z.infer<typeof StandaloneEnv>;

export const ENV_NAMES = Object.keys(StandaloneEnv.shape);

/**
 * Flags over environment over defaults. The result is written back to the environment, because the dashboard and the
 * ingest read their own settings from there.
 * @throws StartError that names the wrong value
 */
export function readEnv(flags: Readonly<Record<string, string>>): StandaloneEnv {
  const given = Object.fromEntries(Object.entries({ ...process.env, ...flags }).filter(([, value]) => value !== ""));
  const parsed = StandaloneEnv.safeParse(given);
  if (!parsed.success) throw new StartError(parsed.error.issues.map((issue) => sentence(issue, given)).join("\n"));
  Object.assign(process.env, flags, { SPANLEDGER_DATA_DIR: parsed.data.SPANLEDGER_DATA_DIR });
  return parsed.data;
}

/** Tells the dashboard where the ingest really listens (its port may have been chosen by the system). */
export function publishIngestPort(ingestPort: number): void {
  process.env["SPANLEDGER_INGEST_PORT"] = String(ingestPort);
}

function sentence(issue: z.core.$ZodIssue, given: Readonly<Record<string, string | undefined>>): string {
  const name = String(issue.path[0]);
  const shown = name.endsWith("_KEY") ? "The value" : `"${given[name] ?? ""}"`;
  return `${name} is wrong. ${shown} cannot be used: ${issue.message}.`;
}
