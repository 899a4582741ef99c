import type { Cell, Section } from "../report.ts";
import type { ReportFacts } from "../report-facts.ts";
import type { IncidentState, Tally } from "../tally.ts";

/** Risks and changes, performance, incidents and their clocks. */
export function eventSections(tally: Tally, facts: ReportFacts): readonly Section[] {
  return [riskSection(tally), evaluationSection(tally), incidentSection(tally, facts)];
}

function riskSection({ risks, guards, changes }: Tally): Section {
  return {
    id: "risks",
    title: "Risks and changes",
    notes: [],
    figures: [],
    tables: [
      { query: "records", title: "Risk codes", columns: ["Risk", "Records"], rows: [...risks], empty: "No records" },
      {
        query: "records",
        title: "Guardrails",
        columns: ["Guardrail", "Records"],
        rows: [...guards],
        empty: "No records",
      },
      {
        query: "records",
        title: "Changes",
        columns: ["When", "What", "From", "To", "Substantial"],
        rows: changes.map(({ atUs, what, from, to, substantial }) => [timeOf(atUs), what, from, to, substantial]),
        empty: "No records",
      },
    ],
  };
}

function evaluationSection({ evaluations }: Tally): Section {
  return {
    id: "performance",
    title: "Performance",
    notes: [],
    figures: [],
    tables: [
      {
        query: "records",
        title: "Metrics",
        columns: ["Metric", "Records", "n", "Latest", "Interval", "Threshold", "Passed", "Judged"],
        rows: [...evaluations.values()].map((metric): readonly Cell[] => [
          metric.metric,
          metric.records,
          metric.n,
          metric.latest,
          metric.interval,
          metric.threshold,
          metric.passed,
          metric.judged,
        ]),
        empty: "No records",
      },
    ],
  };
}

function incidentSection({ incidents }: Tally, { createdAtMs }: ReportFacts): Section {
  return {
    id: "incidents",
    title: "Incidents and their clocks (Article 73)",
    notes: [],
    figures: [],
    tables: [
      {
        query: "records",
        title: "Incidents",
        columns: ["Incident", "Class", "Phase", "Aware", "Report due", "Reported", "Clock"],
        rows: [...incidents.values()].map((incident) => [
          incident.id,
          incident.class,
          incident.phase,
          timeOf(incident.awareUs),
          incident.dueUs === null ? "" : timeOf(incident.dueUs),
          incident.reportedUs === null ? "" : timeOf(incident.reportedUs),
          clockOf(incident, createdAtMs),
        ]),
        empty: "No records",
      },
    ],
  };
}

function clockOf({ dueUs, reportedUs }: IncidentState, nowMs: number): string {
  if (dueUs === null) return "no duty to report";
  if (reportedUs !== null) return reportedUs <= dueUs ? "reported in time" : "reported late";
  return nowMs * 1_000 <= dueUs ? "running" : "overdue";
}

function timeOf(us: number): string {
  return new Date(Math.floor(us / 1_000)).toISOString();
}
