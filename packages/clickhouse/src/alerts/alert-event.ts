import { z } from "zod";

const time = z.coerce.number();

/** Something that fired or recovered. Times are UTC milliseconds. */
export interface AlertEvent {
  readonly project: string;
  /** Made from what happened: the same happening has the same id. */
  readonly id: string;
  readonly atMs: number;
  readonly source: "budget" | "rule" | "runaway" | "ledger" | "test";
  readonly sourceId: string;
  /** Which value of a fan-out, "" for none. */
  readonly subject: string;
  readonly kind: "fired" | "recovered";
  readonly severity: "info" | "warning" | "critical";
  readonly title: string;
  readonly sentence: string;
  /** Figure, threshold, filters, trace ids: what is behind it. */
  readonly evidence: Readonly<Record<string, unknown>>;
  /** Ids; empty means every channel of the project. */
  readonly channels: readonly string[];
  /** In the history only: nobody was told. */
  readonly isMuted: boolean;
}

const json = z.string().transform((text): Readonly<Record<string, unknown>> => {
  const value: unknown = text === "" ? {} : JSON.parse(text);
  return z.record(z.string(), z.unknown()).parse(value);
});

export const AlertEventRow = z
  .object({
    project: z.string(),
    id: z.string(),
    at_ms: time,
    source: z.enum(["budget", "rule", "runaway", "ledger", "test"]),
    source_id: z.string(),
    subject: z.string(),
    kind: z.enum(["fired", "recovered"]),
    severity: z.enum(["info", "warning", "critical"]),
    title: z.string(),
    sentence: z.string(),
    evidence: json,
    channels: z.array(z.string()),
    muted: z.coerce.number(),
  })
  .transform(({ at_ms, source_id, muted, ...row }): AlertEvent => ({
    ...row,
    atMs: at_ms,
    sourceId: source_id,
    isMuted: muted === 1,
  }));

/** The columns of an event of `alert_events AS e`. */
export const ALERT_EVENT_COLUMNS = `e.project AS project, e.id AS id, toUnixTimestamp64Milli(e.at) AS at_ms, e.source AS source,
  e.source_id AS source_id, e.subject AS subject, e.kind AS kind, e.severity AS severity, e.title AS title,
  e.sentence AS sentence, e.evidence AS evidence, e.channels AS channels, e.muted AS muted`;

export const ALERT_LIMITS = "SETTINGS max_execution_time = 10, max_memory_usage = 1000000000";
