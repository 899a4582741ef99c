import type { Section } from "../report.ts";
import type { ReportFacts } from "../report-facts.ts";
import type { Tally } from "../tally.ts";

export function captureSection(tally: Tally, { days }: ReportFacts): Section {
  const gaps = [...tally.sources].flatMap(([id, { first, last, count }]) => {
    const missing = last - first + 1 - count;
    return missing > 0 ? [[id, first, last, count, missing] as const] : [];
  });
  const crashes = Math.max(0, tally.starts.length - 1 - tally.stops.length);
  return {
    id: "capture",
    title: "Completeness of capture",
    notes: [
      "Proven: no entry between the first and the last was left out, changed or moved, and every entry of the system is shown.",
      "Not proven: events that an application never sent. Gaps in the counters of the sources are the sign of them.",
    ],
    figures: [
      { query: "records", label: "Records of the system", value: tally.records },
      { query: "records", label: "Logged late", value: { count: tally.late, of: tally.records } },
      { query: "records", label: "Days with records", value: days },
      { query: "control", label: "Starts of the writer", value: tally.starts.length },
      { query: "control", label: "Ends without a stop", value: crashes },
      { query: "control", label: "Gaps that the writer logged", value: tally.control.get("gap") ?? 0 },
    ],
    tables: [
      {
        query: "records",
        title: "Records per day (UTC)",
        columns: ["Day", "Records", "Late", "Errors"],
        rows: [...tally.days]
          .sort(([left], [right]) => (left < right ? -1 : 1))
          .map(([day, { records, late, errors }]) => [day, records, late, errors]),
        empty: "No records",
      },
      {
        query: "records",
        title: "How long after its end a record was logged",
        columns: ["Logged", "Records"],
        rows: [...tally.lateness],
        empty: "No records",
      },
      {
        query: "records",
        title: "Sources with missing numbers",
        columns: ["Source", "First", "Last", "Seen", "Missing"],
        rows: gaps,
        empty: tally.sources.size === 0 ? "No records" : "No source has a gap.",
      },
    ],
  };
}
