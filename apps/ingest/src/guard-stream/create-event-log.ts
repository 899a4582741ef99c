import type { GuardEvent } from "./guard-event.ts";

interface Logged {
  readonly number: number;
  readonly event: GuardEvent;
  readonly text: string;
}

/** The last events of each project, so that a client that was away for a moment goes on where it was. */
export interface EventLog {
  append(projectId: string, event: GuardEvent): Logged;
  /** The events after that id, or null when they are not known any more. */
  after(projectId: string, lastEventId: string): readonly Logged[] | null;
  /** Id of the newest event. */
  newestId(): string;
}

const MAX_EVENTS = 500;
const MAX_PROJECTS = 1_000;

/** @param epoch Name of this process run: ids of another run mean nothing here. */
export function createEventLog(epoch: string): EventLog {
  const logs = new Map<string, Logged[]>();
  /** Number of the last event that was dropped from a project's log. */
  const dropped = new Map<string, number>();
  let number = 0;
  let forgotten = 0;

  function logOf(projectId: string): Logged[] {
    const known = logs.get(projectId);
    if (known !== undefined) return known;
    if (logs.size >= MAX_PROJECTS) {
      logs.clear();
      forgotten = number;
    }
    const log: Logged[] = [];
    logs.set(projectId, log);
    return log;
  }

  return {
    append(projectId, event) {
      const log = logOf(projectId);
      number++;
      const text = `id: ${epoch}-${number}\nevent: ${event.event}\ndata: ${JSON.stringify(event.data)}\n\n`;
      const logged = { number, event, text };
      log.push(logged);
      if (log.length > MAX_EVENTS) dropped.set(projectId, log.shift()?.number ?? 0);
      return logged;
    },
    after(projectId, lastEventId) {
      const match = /^([0-9a-z]+)-(\d{1,15})$/.exec(lastEventId);
      if (match === null || match[1] !== epoch) return null;
      const last = Number(match[2]);
      if (last > number || last < forgotten || last < (dropped.get(projectId) ?? 0)) return null;
      return (logs.get(projectId) ?? []).filter((logged) => logged.number > last);
    },
    newestId: () => `${epoch}-${number}`,
  };
}
