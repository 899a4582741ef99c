import type { AlertEvent, Delivery } from "@spanledger/clickhouse";
import { createHash } from "node:crypto";
import type { KnownChannel } from "./load-channels.ts";
import { titleOf } from "./title-of.ts";

/**
 * After a message a channel is left alone for so long: what comes meanwhile is one message with a count. Short enough to be
 * told within ten seconds; while messages follow each other it doubles, so that a flood of an hour is no flood of messages.
 */
const GROUP_MS = 7_000;
const MAX_GROUP_MS = 60_000;
/** More than this in one message go into a second one. */
const MAX_EVENTS = 5_000;

/** Events on their way to channels, and when each channel was last written to. Pure: the clock and the rows come from outside. */
export interface Outbox {
  /** Queues an event for its channels, once per channel, unless `sentTo` names it. */
  put(
    event: AlertEvent,
    context: { readonly channels: readonly KnownChannel[]; readonly sentTo: ReadonlySet<string> },
  ): void;
  /** Takes what is to be sent now, as messages. */
  take(nowMs: number): Delivery[];
  readonly waiting: number;
}

export function createOutbox(): Outbox {
  const queues = new Map<
    string,
    { readonly project: string; readonly channel: string; readonly events: AlertEvent[] }
  >();
  const known = new Set<string>();
  const last = new Map<string, { readonly atMs: number; readonly waitMs: number }>();

  function takeFrom(
    queue: { readonly project: string; readonly channel: string; readonly events: AlertEvent[] },
    nowMs: number,
  ): Delivery[] {
    const key = `${queue.project} ${queue.channel}`;
    const tests = queue.events.filter(({ source }) => source === "test");
    const others = queue.events.filter(({ source }) => source !== "test");
    const deliveries = tests.map((event) => deliveryOf(queue, [event], nowMs));
    const { atMs, waitMs } = last.get(key) ?? { atMs: -Infinity, waitMs: GROUP_MS };
    const isQuiet = nowMs - atMs >= waitMs;
    queue.events.splice(0, queue.events.length, ...(isQuiet ? others.slice(MAX_EVENTS) : others));
    if (others.length === 0 || !isQuiet) return deliveries;
    const isFlood = nowMs - atMs < 2 * waitMs;
    last.set(key, { atMs: nowMs, waitMs: isFlood ? Math.min(2 * waitMs, MAX_GROUP_MS) : GROUP_MS });
    return [...deliveries, deliveryOf(queue, others.slice(0, MAX_EVENTS), nowMs)];
  }

  return {
    put(event, { channels, sentTo }) {
      for (const { id: channel, project } of channelsFor(event, channels)) {
        const key = `${project} ${channel} ${event.id}`;
        if (sentTo.has(channel) || known.has(key)) continue;
        known.add(key);
        const name = `${project} ${channel}`;
        const queue = queues.get(name) ?? { project, channel, events: [] };
        queues.set(name, queue);
        queue.events.push(event);
      }
    },
    take: (nowMs) => [...queues.values()].flatMap((queue) => takeFrom(queue, nowMs)),
    get waiting() {
      return [...queues.values()].reduce((sum, { events }) => sum + events.length, 0);
    },
  };
}

function channelsFor(
  { project, channels: wanted, source }: AlertEvent,
  channels: readonly KnownChannel[],
): readonly KnownChannel[] {
  return channels.filter(
    ({ id, project: owner, channel }) =>
      owner === project &&
      (wanted.length === 0 || wanted.includes(id)) &&
      // A channel can be tried before it is switched on.
      (channel.isEnabled || source === "test"),
  );
}

function deliveryOf(
  { project, channel }: { readonly project: string; readonly channel: string },
  events: readonly AlertEvent[],
  nowMs: number,
): Delivery {
  const ids = events.map(({ id }) => id);
  const id = createHash("sha256")
    .update(JSON.stringify([project, channel, ids]))
    .digest("hex")
    .slice(0, 32);
  return {
    project,
    id,
    channel,
    events: ids,
    eventCount: ids.length,
    title: titleOf(events),
    state: "pending",
    attempt: 0,
    statusCode: 0,
    error: "",
    tookMs: 0,
    createdAtMs: nowMs,
    nextAttemptAtMs: nowMs,
    recordedAtMs: nowMs,
    version: nowMs,
  };
}
