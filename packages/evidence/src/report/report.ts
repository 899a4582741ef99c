/** A count out of a count; a share is never shown without both. */
export interface Ratio {
  readonly of: number;
  readonly count: number;
}

export type Cell = string | number | null;

export interface Figure {
  /** Key of `Report.queries`: how the number came about. */
  readonly query: string;
  readonly label: string;
  readonly value: Cell | Ratio;
}

export interface Table {
  readonly query: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** What to say instead of an empty table. */
  readonly empty: string;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly notes: readonly string[];
  readonly figures: readonly Figure[];
  readonly tables: readonly Table[];
}

export type DutyState = "Evidence present" | "Partial" | "No records" | "Needs a document";

/** The report of an export, `report/report.json`: every number with the id of its query. */
export interface Report {
  readonly title: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly disclaimer: string;
  readonly sections: readonly Section[];
  /** What each query id counts. */
  readonly queries: Readonly<Record<string, string>>;
}
