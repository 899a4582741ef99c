import type { AlertEvent, Delivery } from "@spanledger/clickhouse";

/** One message to one channel. */
export interface Message {
  /** The same for every try: receivers can drop a repeat by it. */
  readonly id: string;
  readonly project: string;
  readonly title: string;
  readonly createdAtMs: number;
  /** At most 20, the rest is counted. */
  readonly events: readonly AlertEvent[];
  readonly count: number;
  /** Of the dashboard, without a slash at its end; "" when it is not known: then nothing is linked. */
  readonly publicUrl: string;
}

export const MAX_SHOWN = 20;

export function messageOf(
  delivery: Delivery,
  { events, publicUrl }: { readonly events: readonly AlertEvent[]; readonly publicUrl: string },
): Message {
  const { id, project, title, createdAtMs, eventCount } = delivery;
  return { id, project, title, createdAtMs, events: events.slice(0, MAX_SHOWN), count: eventCount, publicUrl };
}
