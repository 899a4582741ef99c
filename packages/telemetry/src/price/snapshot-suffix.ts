export interface Snapshot {
  readonly base: string;
  /** Start of the snapshot's day, UTC milliseconds. A call cannot be older than the snapshot it names. */
  readonly dateMs: number;
}

const DATED = /^(.+)[-@](20\d{2})-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])$/;
const STAGE = /^(.+?)(-latest|-preview|-exp|-experimental|-00\d|(-preview|-exp)-(0[1-9]|1[0-2])-([0-3]\d|20\d{2}))$/;
const MONTHLY = /^(.+)-(2\d)(0[1-9]|1[0-2])$/;

/** Splits `gpt-4o-2024-08-06`, `claude-opus-4-20250514` or `claude-opus-4@20250514` when the date is a real day. */
export function splitSnapshot(id: string): Snapshot | undefined {
  const match = DATED.exec(id);
  if (match === null) return undefined;
  const [, base = "", year, month, day] = match;
  const dateMs = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  return Number.isNaN(dateMs) || new Date(dateMs).getUTCDate() !== Number(day) ? undefined : { base, dateMs };
}

/**
 * Cuts a stage suffix (`-latest`, `-preview`, `-preview-05-06`, `-exp-03-25`, `-001`) or a month (`-2509`). Only a stem
 * of the library, which takes any suffix there, may carry one here.
 */
export function splitStage(id: string): Snapshot | undefined {
  const [, monthlyBase, year = "", month = ""] = MONTHLY.exec(id) ?? [];
  if (monthlyBase !== undefined) return { base: monthlyBase, dateMs: Date.parse(`20${year}-${month}-01T00:00:00Z`) };
  const base = STAGE.exec(id)?.[1];
  return base === undefined ? undefined : { base, dateMs: -Infinity };
}
