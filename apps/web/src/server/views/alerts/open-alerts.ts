import { type AlertEvent, listAlertEvents, type ProjectReader, standingAlerts } from "@spanledger/clickhouse";

const DAY_MS = 86_400_000;
const NEWEST = 100;

const RANKS = { critical: 2, warning: 1, info: 0 };

/** Alerts that fire now, and what else fired in the last day; the gravest first, then the newest. */
export async function openAlerts(reader: ProjectReader, nowMs: number): Promise<AlertEvent[]> {
  const [standing, newest] = await Promise.all([
    standingAlerts(reader, { source: "rule", sinceMs: 0 }),
    listAlertEvents(reader, { limit: NEWEST }),
  ]);
  const recent = newest.filter(
    ({ source, kind, atMs }) => kind === "fired" && source !== "rule" && source !== "test" && atMs >= nowMs - DAY_MS,
  );
  return [...standing, ...recent].toSorted((a, b) => RANKS[b.severity] - RANKS[a.severity] || b.atMs - a.atMs);
}
