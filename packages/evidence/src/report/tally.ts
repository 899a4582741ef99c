/** How one field of the records is filled. */
export interface FieldCount {
  /** Records that the field applies to. */
  applicable: number;
  populated: number;
}

export interface DayCount {
  records: number;
  late: number;
  errors: number;
}

/** Events of one capture source: without gaps, `last - first + 1` is `count`. */
export interface SourceCount {
  first: number;
  last: number;
  count: number;
}

export interface IncidentState {
  readonly id: string;
  class: string;
  phase: string;
  awareUs: number;
  dueUs: number | null;
  /** When it was first reported, UTC microseconds. */
  reportedUs: number | null;
}

export interface EvaluationCount {
  readonly metric: string;
  records: number;
  n: number;
  passed: number;
  judged: number;
  latest: string;
  threshold: string;
  interval: string;
  latestUs: number;
}

export interface ChangeLine {
  readonly atUs: number;
  readonly what: string;
  readonly from: string;
  readonly to: string;
  readonly substantial: string;
}

/** All that the report is made of. */
export interface Tally {
  records: number;
  late: number;
  /** Content fields that the records commit to. */
  committed: number;
  /** Records whose body has expired. */
  expired: number;
  oldestLoggedUs: number;
  readonly kinds: Map<string, number>;
  readonly days: Map<string, DayCount>;
  readonly status: Map<string, number>;
  readonly fields: Map<string, FieldCount>;
  readonly sources: Map<string, SourceCount>;
  /** Records by how long after their end they were logged. */
  readonly lateness: Map<string, number>;
  readonly models: Map<string, number>;
  readonly versions: Map<string, number>;
  readonly references: Map<string, number>;
  readonly risks: Map<string, number>;
  readonly guards: Map<string, number>;
  readonly notices: Map<string, number>;
  readonly control: Map<string, number>;
  readonly starts: number[];
  readonly stops: number[];
  readonly oversightActions: Map<string, number>;
  readonly oversightLatenciesUs: number[];
  reviewsRequired: number;
  reviewsDone: number;
  readonly evaluations: Map<string, EvaluationCount>;
  readonly incidents: Map<string, IncidentState>;
  readonly changes: ChangeLine[];
  annex3: string | null;
}

export function emptyTally(): Tally {
  return {
    records: 0,
    late: 0,
    committed: 0,
    expired: 0,
    oldestLoggedUs: Number.POSITIVE_INFINITY,
    kinds: new Map(),
    days: new Map(),
    status: new Map(),
    fields: new Map(),
    sources: new Map(),
    lateness: new Map(),
    models: new Map(),
    versions: new Map(),
    references: new Map(),
    risks: new Map(),
    guards: new Map(),
    notices: new Map(),
    control: new Map(),
    starts: [],
    stops: [],
    oversightActions: new Map(),
    oversightLatenciesUs: [],
    reviewsRequired: 0,
    reviewsDone: 0,
    evaluations: new Map(),
    incidents: new Map(),
    changes: [],
    annex3: null,
  };
}
