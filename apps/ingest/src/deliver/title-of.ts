import type { AlertEvent } from "@spanledger/clickhouse";

/** One event says what it is, many are counted by what they are. */
export function titleOf(events: readonly AlertEvent[]): string {
  const [first] = events;
  if (first === undefined) return "";
  if (events.length === 1) return first.title;
  const fired = events.filter(({ kind }) => kind === "fired").length;
  const recovered = events.length - fired;
  const parts = [fired > 0 ? `${fired} fired` : "", recovered > 0 ? `${recovered} recovered` : ""].filter(
    (part) => part !== "",
  );
  return `${events.length} alerts in project ${first.project}: ${parts.join(", ")}`;
}
