import { LAW } from "../law/law-table.ts";
import { judgeDuty } from "./judge-duty.ts";
import type { Cell, Figure, Ratio, Report, Section, Table } from "./report.ts";
import type { ReportFacts } from "./report-facts.ts";
import { captureSection } from "./sections/capture-section.ts";
import { eventSections } from "./sections/event-sections.ts";
import { integritySection } from "./sections/integrity-section.ts";
import { oversightSection } from "./sections/oversight-section.ts";
import { retentionSection } from "./sections/retention-section.ts";
import type { Tally } from "./tally.ts";

export const DISCLAIMER =
  "This report counts records that support evidence for the articles named. It does not judge whether a duty is " +
  "fulfilled, and it is not legal advice. What was never sent to the log cannot be in it.";

/** The report of specification §5.6. Every number carries the id of the query that it comes from. */
export function buildReport(tally: Tally, facts: ReportFacts): Report {
  const sections = [
    coverSection(facts),
    integritySection(facts),
    captureSection(tally, facts),
    dutySection(tally, facts),
    fieldSection(tally, facts),
    ...eventSections(tally, facts),
    oversightSection(tally),
    noticeSection(tally),
    retentionSection(tally, facts),
    supplierSection(tally),
  ];
  return {
    title: `Evidence of ${facts.system}, ${facts.from} to ${facts.to}`,
    createdAt: new Date(facts.createdAtMs).toISOString(),
    disclaimer: DISCLAIMER,
    sections,
    queries: QUERIES,
  };
}

const QUERIES: Readonly<Record<string, string>> = {
  request: "as requested when the export was made",
  law: `the dated table of the Act, version ${LAW.version}`,
  logs: "entries and checkpoints of logs/<n> in this export",
  records: "records.jsonl: records of the system in the range, by the field named",
  duties: "records.jsonl, counted by the rule that the row names; state from count and out of",
  fields: "records.jsonl: records that have the field, out of those it is expected on (schema/fields.md)",
  control: "control records of the logs in the range: start, stop, gap, clock, config, key_rotation",
  openings: "openings.jsonl, erasures.jsonl and what the redaction profile leaves out",
};

function coverSection(facts: ReportFacts): Section {
  const figure = (label: string, value: Cell): Figure => ({ query: "request", label, value });
  return {
    id: "cover",
    title: "What this is",
    notes: [DISCLAIMER],
    figures: [
      figure("Project", facts.project),
      figure("System", facts.system),
      figure("Role under the Act", facts.role),
      figure("Period", `${facts.from} to ${facts.to} (UTC)`),
      figure("Purpose", facts.purpose),
      figure("Requested by", facts.requestedBy),
    ],
    tables: [
      {
        query: "law",
        title: `Regulation (EU) ${LAW.act}, amended by ${LAW.amendedBy.join(", ")}: dates of application`,
        columns: ["Provision", "Applies from", "Note"],
        rows: LAW.applies.map(({ what, from, note }) => [what, from, note ?? ""]),
        empty: "",
      },
    ],
  };
}

function dutySection(tally: Tally, facts: ReportFacts): Section {
  const today = new Date(facts.createdAtMs).toISOString().slice(0, 10);
  const rows = LAW.duties.map((duty) => {
    const { state, evidence, words } = judgeDuty(duty, tally, facts);
    const date = duty.appliesFrom > today ? `${duty.appliesFrom} (voluntary until then)` : duty.appliesFrom;
    const counted = evidence === null ? "" : evidence.of === 0 ? "0 of 0" : `${evidence.count} of ${evidence.of}`;
    return [`Art. ${duty.id}`, duty.title, date, state, counted, words];
  });
  const table: Table = {
    query: "duties",
    title: "Evidence by duty",
    columns: ["Article", "Duty", "Applies from", "State", "Counted", "Of what"],
    rows,
    empty: "",
  };
  return {
    id: "duties",
    title: "Coverage by article",
    notes: ["“Evidence present” says that records exist where they are expected, not that the duty is fulfilled."],
    figures: [],
    tables: [table],
  };
}

function fieldSection({ fields, expired }: Tally, { openings }: ReportFacts): Section {
  const rows = [...fields].map(([name, { applicable, populated }]): readonly Cell[] => [
    name,
    applicable,
    populated,
    applicable - populated,
    share({ count: populated, of: applicable }),
  ]);
  const figure = (label: string, value: number): Figure => ({ query: "openings", label, value });
  return {
    id: "fields",
    title: "Coverage by field",
    notes: [],
    figures: [
      figure("Content fields shown", openings.disclosed),
      figure("Content fields erased", openings.erased),
      figure("Content fields withheld by the redaction profile", openings.withheld),
      figure("Records expired as a whole", expired),
    ],
    tables: [
      {
        query: "fields",
        title: "Fields",
        columns: ["Field", "Expected on", "Filled", "Missing", "Share"],
        rows,
        empty: "No records",
      },
    ],
  };
}

function noticeSection({ fields, notices }: Tally): Section {
  const ratio = (name: string): Ratio => {
    const { populated, applicable } = fields.get(name) ?? { populated: 0, applicable: 0 };
    return { count: populated, of: applicable };
  };
  const figure = (label: string, name: string): Figure => ({ query: "fields", label, value: ratio(name) });
  return {
    id: "notices",
    title: "Notices to people (Articles 50 and 26)",
    notes: [],
    figures: [
      figure("Told that it is AI", "notice.ai_disclosed = true"),
      figure("Affected persons informed", "notice.affected_informed = true"),
      figure("Output marked", "notice.marked = true"),
    ],
    tables: [groupTable("Methods", ["Method", "Records"], notices)],
  };
}

function supplierSection({ models, versions, references }: Tally): Section {
  return {
    id: "suppliers",
    title: "Models, versions and reference data",
    notes: [],
    figures: [],
    tables: [
      groupTable("Models (provider / asked for / answered)", ["Model", "Calls"], models),
      groupTable("Versions of the system", ["Version", "Records"], versions),
      groupTable("Reference data", ["Source", "Retrievals"], references),
    ],
  };
}

function groupTable(title: string, columns: readonly string[], groups: ReadonlyMap<string, number>): Table {
  const rows = [...groups].sort(([, left], [, right]) => right - left);
  return { query: "records", title, columns, rows, empty: "No records" };
}

/** `12.3 %`, or `No records` for a share of nothing. */
export function share({ count, of }: Ratio): string {
  return of === 0 ? "No records" : `${((count / of) * 100).toFixed(1)} %`;
}
