import type { Section } from "../report.ts";
import type { ReportFacts } from "../report-facts.ts";
import type { Tally } from "../tally.ts";

export function retentionSection(tally: Tally, facts: ReportFacts): Section {
  const { keptDays, retentionFloorDays, holds, erasures, exportsBefore } = facts;
  const oldest = tally.oldestLoggedUs;
  return {
    id: "retention",
    title: "Retention, erasure and access",
    notes: [],
    figures: [
      {
        query: "logs",
        label: "Oldest entry of the range",
        value: Number.isFinite(oldest) ? new Date(Math.floor(oldest / 1_000)).toISOString() : "No records",
      },
      { query: "logs", label: "Days that the logs go back", value: keptDays },
      { query: "law", label: "Days that logs are kept at least", value: retentionFloorDays },
      { query: "openings", label: "Erasures logged", value: erasures },
      { query: "request", label: "Exports before this one", value: exportsBefore },
    ],
    tables: [
      { query: "control", title: "Holds", columns: ["Hold"], rows: holds.map((hold) => [hold]), empty: "No holds" },
    ],
  };
}
