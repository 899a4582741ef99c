import type { PinTargets } from "./evidence/pins/create-pins.ts";
import type { Store } from "@spanledger/clickhouse";
import type { Logger } from "pino";
import type { ReceiveLimits } from "./receive/receive-limits.ts";
import type { CorsOptions } from "./receive/receiver.ts";
import type { SpoolOptions } from "./spool/spool.ts";

export interface IngestOptions {
  /** Migrated; stays open when the ingest closes. */
  readonly store: Store;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Folder for the spool of this process alone. */
  readonly spoolDirectory: string;
  /** A roll-up that is the only carrier of usage is booked when its trace was quiet for so long. Default 10 s. */
  readonly rollupQuietMs?: number;
  /** Ed25519 seeds of the evidence log, base64, newest first, separated by commas. Default: a key file beside the spool. */
  readonly ledgerKey?: string;
  /** Where checkpoints of the evidence log are handed out to once an hour. */
  readonly pins?: PinTargets;
  readonly spool?: Partial<SpoolLimits>;
  readonly limits?: Partial<ReceiveLimits>;
  readonly cors?: CorsOptions;
  /** How long close() waits for ClickHouse to take what is spooled; the rest is loaded at the next start. Default 10 s. */
  readonly drainMs?: number;
  /** What alerts may be sent to although it is on a private network: `*`, host names, addresses or networks. Default none. */
  readonly allowPrivateTargets?: readonly string[];
  /** Of the dashboard, without a slash at its end, for links in alerts. Default: no links. */
  readonly publicUrl?: string;
  /** pino's; null logs nothing. Default: warnings and worse to stderr. */
  readonly logger?: Logger | null;
}

export type SpoolLimits = Pick<
  SpoolOptions,
  "maxBytes" | "maxLagMs" | "segmentMaxBytes" | "segmentMaxAgeMs" | "commitDelayMs" | "minFreeBytes"
>;

const MIB = 1_048_576;

export const SPOOL_DEFAULTS: SpoolLimits = {
  maxBytes: 4_096 * MIB,
  maxLagMs: 3_600_000,
  segmentMaxBytes: 32 * MIB,
  segmentMaxAgeMs: 1_000,
  commitDelayMs: 2,
  minFreeBytes: 512 * MIB,
};
