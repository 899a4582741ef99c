/**
 * Why an append was refused: `quota` of the spool, `disk` full or failing, `busy` when too much waits for fsync, `lag`
 * when ClickHouse is too far behind.
 */
export type SpoolFullReason = "quota" | "disk" | "busy" | "lag";

const SENTENCES = {
  quota:
    "The spool is full: ClickHouse takes data more slowly than it arrives. Nothing of this request was kept; send it again later.",
  disk: "The disk of the spool is full or failing. Nothing of this request was kept; free space and send it again.",
  lag: "ClickHouse is too far behind: what was acknowledged earlier still waits to be loaded. Nothing of this request was kept; send it again later.",
  busy: "Too many requests wait for the disk. Nothing of this request was kept; send it again shortly.",
} as const satisfies Record<SpoolFullReason, string>;

const RETRY_AFTER_SECONDS = { quota: 10, disk: 10, busy: 1, lag: 10 } as const satisfies Record<
  SpoolFullReason,
  number
>;

/** The batch was not kept. HTTP answers 503 with Retry-After. */
export class SpoolFullError extends Error {
  readonly reason: SpoolFullReason;
  readonly retryAfterSeconds: number;

  constructor(reason: SpoolFullReason, cause?: unknown) {
    super(SENTENCES[reason], { cause });
    this.name = "SpoolFullError";
    this.reason = reason;
    this.retryAfterSeconds = RETRY_AFTER_SECONDS[reason];
  }
}

/** The spool is closing: HTTP answers 503. */
export class SpoolClosedError extends Error {
  constructor() {
    super("Spanledger is shutting down. Nothing of this request was kept; send it again.");
    this.name = "SpoolClosedError";
  }
}

/** Another process writes to the folder. */
export class SpoolLockedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "SpoolLockedError";
  }
}
