import { z } from "zod";

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);

const WebEnv = z.object({
  NODE_ENV: z.string().default("production"),
  SPANLEDGER_HOST: z.string().min(1).default("127.0.0.1"),
  SPANLEDGER_INGEST_PORT: port(4318),
  SPANLEDGER_DATA_DIR: z.string().min(1).default("./data"),
  SPANLEDGER_CLICKHOUSE_URL: z.url().optional(),
  /** Where apps reach the ingest, when it is not this host and port. */
  SPANLEDGER_INGEST_URL: z.url().optional(),
  /** Of the source that runs; exports name it. `npm start` sets it. */
  SPANLEDGER_COMMIT: z
    .string()
    .regex(/^[0-9a-f]{7,64}$/)
    .or(z.literal("unknown"))
    .catch("unknown"),
  /** "1" opens /dev/components, which shows every part of the design system in each state. */
  SPANLEDGER_DEV_PAGES: z.enum(["0", "1"]).default("0"),
});
export type WebEnv = z.infer<typeof WebEnv>;

let parsed: WebEnv | undefined;

/** Read once, at the first request: a build needs no configuration. */
export function webEnv(): WebEnv {
  if (parsed) return parsed;
  const present = Object.entries(process.env).filter(([, value]) => value !== "");
  const result = WebEnv.safeParse(Object.fromEntries(present));
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new Error(`${String(issue?.path[0])} has a wrong value: ${issue?.message ?? "invalid"}`, {
      cause: result.error,
    });
  }
  parsed = result.data;
  return parsed;
}
