import type { Store } from "@spanledger/clickhouse";

export interface VerificationRow {
  readonly project: string;
  readonly id: string;
  readonly log: string;
  readonly trigger: "nightly" | "asked";
  readonly state: "running" | "passed" | "failed" | "error";
  readonly lastIdx: number;
  readonly checked: number;
  readonly bodies: number;
  readonly contentsChecked: number;
  readonly contentsErased: number;
  readonly spansChecked: number;
  readonly problem: string;
  readonly badIdx: number | null;
  readonly detail: string;
  readonly problems: number;
  readonly size: number;
  /** Hex. */
  readonly root: string;
  readonly startedAtMs: number;
  readonly changedAtMs: number;
  readonly requestedBy: string;
  readonly version: number;
}

/** Adds a state of a verification; the newest version of it holds. */
export async function putVerification(store: Store, row: VerificationRow): Promise<void> {
  await store.command(
    `INSERT INTO ledger_verifications (project, id, log, trigger, state, first_idx, last_idx, checked, bodies, contents_checked,
       contents_erased, spans_checked, problem, bad_idx, detail, problems, size, root, started_at, changed_at, requested_by, version)
     SELECT {project: String}, {id: String}, {log: String}, {trigger: String}, {state: String}, 0, {lastIdx: UInt64}, {checked: UInt64},
       {bodies: UInt64}, {contentsChecked: UInt64}, {contentsErased: UInt64}, {spansChecked: UInt64}, {problem: String},
       if({badIdx: Int64} < 0, NULL, toUInt64({badIdx: Int64})), {detail: String}, {problems: UInt64}, {size: UInt64}, unhex({root: String}),
       fromUnixTimestamp64Milli({startedAtMs: Int64}, 'UTC'), fromUnixTimestamp64Milli({changedAtMs: Int64}, 'UTC'), {requestedBy: String},
       {version: UInt64}`,
    { ...row, badIdx: row.badIdx ?? -1 },
  );
}
