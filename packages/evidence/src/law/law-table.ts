import table from "./ai-act.2026-11-21.json" with { type: "json" };

/** One duty of the Act and by which rule its evidence is counted. */
export interface Duty {
  readonly id: string;
  readonly title: string;
  /** ISO date. */
  readonly appliesFrom: string;
  readonly rule: string;
  /** What no log can show. */
  readonly document: string | null;
}

/** The Act as it stood on `version`; dates and deadlines come from here alone. */
export interface LawTable {
  readonly version: string;
  readonly act: string;
  readonly amendedBy: readonly string[];
  readonly sources: readonly string[];
  readonly applies: readonly { readonly what: string; readonly from: string; readonly note?: string }[];
  /** Days that logs are kept at least, Articles 19(1) and 26(6). */
  readonly retentionFloorDays: number;
  /** Days to report an incident, by its class; `default` for the others (Article 73(2) to (4)). */
  readonly incidentDays: Readonly<Record<string, number>> & { readonly default: number };
  readonly duties: readonly Duty[];
}

export const LAW: LawTable = {
  version: table.table_version,
  act: table.act,
  amendedBy: table.amended_by,
  sources: table.sources,
  applies: table.applies,
  retentionFloorDays: table.retention_floor_days,
  incidentDays: table.incident_days,
  duties: table.duties.map(({ id, title, applies_from, rule, document }) => ({
    id,
    title,
    appliesFrom: applies_from,
    rule,
    document: document ?? null,
  })),
};
