import { type AlertEvent, insertAlertEvents, type Store } from "@spanledger/clickhouse";

/**
 * Keeps an event and lets it be sent: to the channels it names, or to every channel of its project. Anything may raise
 * one; an id that was raised before changes nothing. Resolves once it is stored, and it is then sent whatever happens.
 */
export type Raise = (events: readonly AlertEvent[]) => Promise<void>;

export function createRaise({ store, onRaised }: { readonly store: Store; readonly onRaised: () => void }): Raise {
  return async (events) => {
    if (events.length === 0) return;
    await insertAlertEvents(store, events);
    onRaised();
  };
}
