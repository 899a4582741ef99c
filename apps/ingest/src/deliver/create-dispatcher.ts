import {
  alertEventsById,
  channelSecrets,
  type Delivery,
  pendingDeliveries,
  putDeliveries,
  type Store,
  unsentAlertEvents,
} from "@spanledger/clickhouse";
import { type KnownChannel, loadChannels } from "./load-channels.ts";
import { MAX_SHOWN, messageOf } from "./message.ts";
import { createOutbox } from "./outbox.ts";
import type { TargetPolicy } from "./resolve-target.ts";
import { retryAt } from "./retry-at.ts";
import { type Outcome, sendMessage } from "./send-message.ts";

export interface DispatcherOptions {
  readonly store: Store;
  readonly policy: TargetPolicy;
  /** Of the dashboard, for links; "" when it is not known. */
  readonly publicUrl: string;
  readonly now: () => number;
  /** A channel has taken these events. */
  readonly onDelivered: (delivery: Pick<Delivery, "project" | "events">) => Promise<void>;
}

/** Brings events to channels at least once. What it has to do is in ClickHouse: a restart goes on where it was. */
export interface Dispatcher {
  /** Something was raised in this process: look at once. */
  nudge(): void;
  /** One look: turns new events into messages and sends what is due. Only the holder of the lease does it. */
  tick(): Promise<void>;
  /** What another process did meanwhile is read again. */
  forget(): void;
  /** Waits for what is being sent. */
  stop(): Promise<void>;
}

const POLL_MS = 2_000;
const FIRST_LOOK_BACK_MS = 86_400_000;
/** Rows of other processes may be a little late. */
const OVERLAP_MS = 60_000;
const PENDING_SINCE_MS = 7 * 86_400_000;
/** A receiver that hangs holds up nobody else. */
const CONCURRENT_PER_CHANNEL = 2;

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  return new EventDispatcher(options);
}

class EventDispatcher implements Dispatcher {
  readonly #options: DispatcherOptions;
  #outbox = createOutbox();
  #readSinceMs: number | null = null;
  #pollAtMs = 0;
  #isNudged = true;
  readonly #sending = new Map<string, { readonly channel: string; readonly done: Promise<void> }>();

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  nudge(): void {
    this.#isNudged = true;
  }

  forget(): void {
    this.#outbox = createOutbox();
    this.#readSinceMs = null;
    this.#isNudged = true;
  }

  async tick(): Promise<void> {
    const { store, now } = this.#options;
    if (!this.#isNudged && this.#outbox.waiting === 0 && now() < this.#pollAtMs) return;
    this.#isNudged = false;
    this.#pollAtMs = now() + POLL_MS;
    const channels = await loadChannels(store);
    await this.#takeIn(channels);
    // Written before it is sent: from here on the message has its id for good.
    try {
      await putDeliveries(store, this.#outbox.take(now()));
    } catch (error) {
      this.forget();
      throw error;
    }
    const due = await pendingDeliveries(store, { nowMs: now(), sinceMs: now() - PENDING_SINCE_MS });
    for (const delivery of due) this.#start(delivery, channels);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#sending.values()].map(({ done }) => done));
  }

  #start(delivery: Delivery, channels: readonly KnownChannel[]): void {
    const key = `${delivery.project} ${delivery.id}`;
    const channel = `${delivery.project} ${delivery.channel}`;
    const busy = [...this.#sending.values()].filter((sending) => sending.channel === channel).length;
    if (this.#sending.has(key) || busy >= CONCURRENT_PER_CHANNEL) return;
    const done = this.#send(delivery, channels)
      // What could not be written down is sent again: at least once.
      .catch(() => undefined)
      .finally(() => this.#sending.delete(key));
    this.#sending.set(key, { channel, done });
  }

  async #takeIn(channels: readonly KnownChannel[]): Promise<void> {
    const { store, now } = this.#options;
    const startedMs = now();
    const sinceMs = this.#readSinceMs ?? startedMs - FIRST_LOOK_BACK_MS;
    const { events, sentTo } = await unsentAlertEvents(store, { sinceMs });
    const none: ReadonlySet<string> = new Set();
    for (const event of events) this.#outbox.put(event, { channels, sentTo: sentTo.get(event.id) ?? none });
    this.#readSinceMs = startedMs - OVERLAP_MS;
  }

  async #send(delivery: Delivery, channels: readonly KnownChannel[]): Promise<void> {
    const { store, now } = this.#options;
    const known = channels.find(({ id, project }) => id === delivery.channel && project === delivery.project);
    const startedMs = now();
    const outcome = known === undefined ? CHANNEL_GONE : await this.#try(delivery, known);
    const attempt = delivery.attempt + 1;
    const nextMs = outcome.isDelivered || known === undefined ? null : retryAt(attempt, now());
    await putDeliveries(store, [
      {
        ...delivery,
        state: outcome.isDelivered ? "delivered" : nextMs === null ? "failed" : "pending",
        attempt,
        statusCode: outcome.statusCode,
        error: outcome.error,
        tookMs: now() - startedMs,
        nextAttemptAtMs: nextMs ?? delivery.nextAttemptAtMs,
        recordedAtMs: now(),
        version: Math.max(now(), delivery.version + 1),
      },
    ]);
    if (outcome.isDelivered) await this.#options.onDelivered(delivery);
  }

  async #try(delivery: Delivery, { channel }: KnownChannel): Promise<Outcome> {
    const { store, policy, publicUrl, now } = this.#options;
    const { project, events } = delivery;
    const shown = await alertEventsById(store, { project, ids: events.slice(0, MAX_SHOWN) });
    const secret = (await channelSecrets(store).find(project, delivery.channel)) ?? "";
    return sendMessage(
      messageOf(delivery, { events: shown, publicUrl }),
      { channel, secret },
      { policy, nowMs: now() },
    );
  }
}

const CHANNEL_GONE: Outcome = { isDelivered: false, statusCode: 0, error: "The channel was removed." };
