import { type AlertEvent, listAlertEvents, type ProjectReader, standingAlerts } from "@spanledger/clickhouse";

const DAY_MS = 86_400_000;
const NEWEST = 100;

/** Alerts that fire now, and what else fired in the last day; newest first. */
export async function openAlerts(reader: ProjectReader, nowMs: number): Promise<AlertEvent[]> {
  const [standing, newest] = await Promise.all([
    standingAlerts(reader, { source: "rule", sinceMs: 0 }),
    listAlertEvents(reader, { limit: NEWEST }),
  ]);
  const recent = newest.filter(
    ({ source, kind, atMs }) => kind === "fired" && source !== "rule" && source !== "test" && atMs >= nowMs - DAY_MS,
  );
  return [...standing, ...recent].toSorted((a, b) => b.atMs - a.atMs);
}
