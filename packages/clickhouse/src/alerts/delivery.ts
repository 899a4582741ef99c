import { z } from "zod";

/** One message to one channel, as it stands. Times are UTC milliseconds. */
export interface Delivery {
  readonly project: string;
  /** The idempotency key that receivers see. */
  readonly id: string;
  readonly channel: string;
  /** Ids of the events in it; the text names the first ones and counts the rest. */
  readonly events: readonly string[];
  readonly eventCount: number;
  readonly title: string;
  readonly state: "pending" | "delivered" | "failed";
  /** How often it was tried. */
  readonly attempt: number;
  /** The receiver's last answer, 0 for none. */
  readonly statusCode: number;
  readonly error: string;
  readonly tookMs: number;
  readonly createdAtMs: number;
  readonly nextAttemptAtMs: number;
  /** When this state was written. */
  readonly recordedAtMs: number;
  readonly version: number;
}

const count = z.coerce.number();

export const DeliveryRow = z
  .object({
    project: z.string(),
    id: z.string(),
    channel: z.string(),
    events: z.array(z.string()),
    event_count: count,
    title: z.string(),
    state: z.enum(["pending", "delivered", "failed"]),
    attempt: count,
    status_code: count,
    error: z.string(),
    took_ms: count,
    created_ms: count,
    next_ms: count,
    recorded_ms: count,
    row_version: count,
  })
  .transform((row): Delivery => ({
    project: row.project,
    id: row.id,
    channel: row.channel,
    events: row.events,
    eventCount: row.event_count,
    title: row.title,
    state: row.state,
    attempt: row.attempt,
    statusCode: row.status_code,
    error: row.error,
    tookMs: row.took_ms,
    createdAtMs: row.created_ms,
    nextAttemptAtMs: row.next_ms,
    recordedAtMs: row.recorded_ms,
    version: row.row_version,
  }));

/** The columns of `deliveries AS d`. */
export const DELIVERY_COLUMNS = `d.project AS project, d.id AS id, d.channel AS channel, d.events AS events,
  d.event_count AS event_count, d.title AS title, d.state AS state, d.attempt AS attempt, d.status_code AS status_code,
  d.error AS error, d.took_ms AS took_ms, toUnixTimestamp64Milli(d.created_at) AS created_ms,
  toUnixTimestamp64Milli(d.next_attempt_at) AS next_ms, toUnixTimestamp64Milli(d.recorded_at) AS recorded_ms,
  d.version AS row_version`;
