export type ProblemCode =
  | "entry_missing"
  | "entry_duplicated"
  | "entry_changed"
  | "column_changed"
  | "time_reversed"
  | "body_changed"
  | "body_missing"
  | "content_changed"
  | "content_missing"
  | "span_changed"
  | "span_missing"
  | "checkpoint_differs";

export interface Problem {
  /** Of the record. */
  readonly index: number;
  readonly code: ProblemCode;
  /** One sentence. */
  readonly detail: string;
}

/** What a check of a log against its storage found. */
export interface Verification {
  readonly checked: number;
  readonly bodies: number;
  /** Fields whose stored text is the one that was logged. */
  readonly contentsChecked: number;
  /** Fields that are gone and that an erasure record covers. */
  readonly contentsErased: number;
  readonly spansChecked: number;
  /** The first hundred, by index. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  /** Of all entries, hex. */
  readonly root: string;
}
