import { resolve } from "node:path";
import { z } from "zod";
import type { PinTargets } from "./evidence/pins/create-pins.ts";
import type { IngestOptions } from "./ingest-options.ts";

const MIB = 1_048_576;
const whole = (least: number) =>
  z.coerce.number("expected a number").int("expected a whole number").min(least, `expected at least ${least}`);
const megabytes = (least: number) => whole(least).transform((value) => value * MIB);
const list = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  );

const Settings = z.object({
  SPANLEDGER_DATA_DIR: z
    .string()
    .default("./data")
    .transform((path) => resolve(path)),
  SPANLEDGER_HOST: z.string().default("127.0.0.1"),
  SPANLEDGER_INGEST_PORT: whole(0).max(65_535, "expected at most 65535").default(4318),
  /** Only for an ingest that runs alone, which needs a server. */
  SPANLEDGER_CLICKHOUSE_URL: z.url({ protocol: /^https?$/, error: "expected an http or https address" }).optional(),
  /** Seeds of the evidence log: 32 bytes in base64, newest first, separated by commas. Default: a file beside the spool. */
  SPANLEDGER_LEDGER_KEY: z.string().optional(),
  /** Once an hour the newest checkpoint of every evidence log goes to this folder, this address, and is stamped by this RFC 3161 authority. */
  SPANLEDGER_CHECKPOINT_DIR: z.string().optional(),
  SPANLEDGER_CHECKPOINT_URL: z.url({ protocol: /^https?$/, error: "expected an http or https address" }).optional(),
  /** And to these addresses, through this SMTP server. */
  SPANLEDGER_CHECKPOINT_EMAIL: z.string().optional(),
  SPANLEDGER_SMTP_URL: z.url({ protocol: /^smtps?$/, error: "expected smtp://host:port" }).optional(),
  SPANLEDGER_SMTP_FROM: z.string().optional(),
  SPANLEDGER_TSA_URL: z.url({ protocol: /^https?$/, error: "expected an http or https address" }).optional(),
  SPANLEDGER_ROLLUP_QUIET_SECONDS: z.coerce.number("expected a number").min(0, "expected at least 0").default(10),
  SPANLEDGER_SPOOL_MAX_MB: megabytes(64).default(4_096 * MIB),
  /** Beyond it requests are refused: ClickHouse is too far behind. */
  SPANLEDGER_SPOOL_MAX_LAG_SECONDS: whole(1).default(3_600),
  SPANLEDGER_SPOOL_MIN_FREE_MB: megabytes(0).default(512 * MIB),
  SPANLEDGER_SEGMENT_MAX_MB: megabytes(1).default(32 * MIB),
  SPANLEDGER_SEGMENT_MAX_AGE_MS: whole(10).max(1_000, "expected at most 1000").default(700),
  SPANLEDGER_COMMIT_DELAY_MS: whole(0).max(100, "expected at most 100").default(2),
  SPANLEDGER_MAX_BODY_MB: megabytes(1).default(64 * MIB),
  SPANLEDGER_MAX_INFLATED_MB: megabytes(1).default(64 * MIB),
  SPANLEDGER_MAX_IN_FLIGHT_MB: megabytes(16).default(128 * MIB),
  SPANLEDGER_MAX_CONNECTIONS: whole(1).default(2_000),
  /** Origins that may send from a browser, separated by commas; * allows all. */
  SPANLEDGER_CORS_ORIGINS: list,
  /** Hosts, addresses or networks on private networks that alerts may be sent to, separated by commas; * allows all. */
  SPANLEDGER_ALLOW_PRIVATE_TARGETS: list,
  /** Where people reach the dashboard, for the links in alerts. */
  SPANLEDGER_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: "expected an http or https address" })
    .transform((url) => url.replace(/\/+$/, ""))
    .optional(),
  SPANLEDGER_DRAIN_SECONDS: whole(0).default(10),
  SPANLEDGER_LOG_LEVEL: z
    .enum(["silent", "error", "warn", "info", "debug"], "expected silent, error, warn, info or debug")
    .default("warn"),
});

/** The ingest's settings: everything of IngestOptions but the store and the logger. */
export type IngestEnv = Omit<IngestOptions, "store" | "logger"> & {
  readonly clickhouseUrl: string | undefined;
  readonly logLevel: string;
};

/** Reads SPANLEDGER_*. @throws Error with a sentence for each wrong value */
export function readIngestEnv(environment: Readonly<Record<string, string | undefined>> = process.env): IngestEnv {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = Settings.safeParse(given);
  if (!parsed.success) throw new Error(parsed.error.issues.map((issue) => sentence(issue, given)).join("\n"));
  const env = parsed.data;
  const origins = env.SPANLEDGER_CORS_ORIGINS;
  return {
    host: env.SPANLEDGER_HOST,
    port: env.SPANLEDGER_INGEST_PORT,
    spoolDirectory: resolve(env.SPANLEDGER_DATA_DIR, "spool"),
    ...(env.SPANLEDGER_LEDGER_KEY === undefined ? {} : { ledgerKey: env.SPANLEDGER_LEDGER_KEY }),
    pins: pinsOf(env),
    rollupQuietMs: env.SPANLEDGER_ROLLUP_QUIET_SECONDS * 1_000,
    spool: {
      maxBytes: env.SPANLEDGER_SPOOL_MAX_MB,
      maxLagMs: env.SPANLEDGER_SPOOL_MAX_LAG_SECONDS * 1_000,
      minFreeBytes: env.SPANLEDGER_SPOOL_MIN_FREE_MB,
      segmentMaxBytes: env.SPANLEDGER_SEGMENT_MAX_MB,
      segmentMaxAgeMs: env.SPANLEDGER_SEGMENT_MAX_AGE_MS,
      commitDelayMs: env.SPANLEDGER_COMMIT_DELAY_MS,
    },
    limits: {
      bodyBytes: env.SPANLEDGER_MAX_BODY_MB,
      inflatedBytes: env.SPANLEDGER_MAX_INFLATED_MB,
      inFlightBytes: env.SPANLEDGER_MAX_IN_FLIGHT_MB,
      connections: env.SPANLEDGER_MAX_CONNECTIONS,
    },
    ...(origins.length === 0 ? {} : { cors: { allowedOrigins: origins, maxAgeSeconds: 600 } }),
    allowPrivateTargets: env.SPANLEDGER_ALLOW_PRIVATE_TARGETS,
    ...(env.SPANLEDGER_PUBLIC_URL === undefined ? {} : { publicUrl: env.SPANLEDGER_PUBLIC_URL }),
    drainMs: env.SPANLEDGER_DRAIN_SECONDS * 1_000,
    clickhouseUrl: env.SPANLEDGER_CLICKHOUSE_URL,
    logLevel: env.SPANLEDGER_LOG_LEVEL,
  };
}

function pinsOf(env: z.infer<typeof Settings>): PinTargets {
  const { SPANLEDGER_CHECKPOINT_DIR: directory, SPANLEDGER_CHECKPOINT_URL: url, SPANLEDGER_TSA_URL: authority } = env;
  const { SPANLEDGER_CHECKPOINT_EMAIL: to, SPANLEDGER_SMTP_URL: server } = env;
  return {
    ...(directory === undefined ? {} : { directory: resolve(directory) }),
    ...(url === undefined ? {} : { url }),
    ...(to === undefined || server === undefined ? {} : { mail: { server, to, from: env.SPANLEDGER_SMTP_FROM ?? to } }),
    ...(authority === undefined ? {} : { authority }),
  };
}

function sentence(issue: z.core.$ZodIssue, given: Readonly<Record<string, string | undefined>>): string {
  const name = String(issue.path[0]);
  return `${name} is wrong. "${given[name] ?? ""}" cannot be used: ${issue.message}.`;
}
