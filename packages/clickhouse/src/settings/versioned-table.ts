import { z } from "zod";
import type { Parameters, Store } from "../store/store.ts";
import { timeText } from "./time-text.ts";

export type ColumnKind = "text" | "time" | "optional_time" | "flag";
type ColumnSpec = Readonly<Record<string, ColumnKind>>;
type ValueOf<Kind extends ColumnKind> = Kind extends "flag"
  ? boolean
  : Kind extends "time"
    ? number
    : Kind extends "optional_time"
      ? number | null
      : string;

/** Times are UTC milliseconds. */
export type RecordOf<Spec extends ColumnSpec> = { readonly [Name in keyof Spec]: ValueOf<Spec[Name]> };

export interface Change {
  /** Id of the key or user, or "system". */
  readonly changedBy: string;
  readonly nowMs: number;
}

/** One state of a setting and who made it so. */
export interface Version<T> {
  readonly value: T;
  readonly version: number;
  readonly changedAtMs: number;
  readonly changedBy: string;
  readonly deleted: boolean;
}

export interface VersionedTable<T> {
  /** Current records that match the columns given; at most 100,000. */
  list(where: Parameters): Promise<T[]>;
  /** All states, newest first. */
  history(where: Parameters): Promise<Version<T>[]>;
  put(value: T, change: Change): Promise<void>;
  remove(value: T, change: Change): Promise<void>;
}

/** A settings table in which each change is a new row and the newest version of a key holds. */
export function versionedTable<const Spec extends ColumnSpec>(
  store: Store,
  table: { readonly name: string; readonly key: readonly (keyof Spec & string)[]; readonly columns: Spec },
): VersionedTable<RecordOf<Spec>> {
  type Value = RecordOf<Spec>;
  const key = table.key.join(", ");
  const source = (where: Parameters, limitBy: string) =>
    `SELECT ${Object.entries(table.columns).map(readColumn).join(", ")}, toUInt64(v.version) AS _version,
      toUnixTimestamp64Milli(v.changed_at) AS _changed_at, v.changed_by AS _changed_by, v.deleted AS _deleted
     FROM ${table.name} AS v WHERE ${condition(where)} ORDER BY v.version DESC ${limitBy}`;
  const schema = versionSchema(table.columns);

  async function read(sql: string, params: Parameters): Promise<Version<Value>[]> {
    const rows = await store.query({ name: `settings ${table.name}`, sql, params, schema, lane: "control" });
    return rows.map(toVersion<Value>);
  }

  async function write(value: Value, change: Change, deleted: boolean): Promise<void> {
    const where = Object.fromEntries(table.key.map((column) => [column, value[column] as string]));
    const [last] = await read(`${source(where, "LIMIT 1")} ${LIMITS}`, where);
    const row = Object.entries(table.columns).map(([name, kind]) => [name, writeColumn(kind, value[name])]);
    const version = Math.max(change.nowMs, (last?.version ?? 0) + 1);
    const changed = { version: String(version), changed_at: timeText(change.nowMs), changed_by: change.changedBy };
    await store.insertRows(table.name, [{ ...Object.fromEntries(row), ...changed, deleted: deleted ? 1 : 0 }]);
  }

  return {
    async list(where) {
      // Only key columns may narrow the versions: by another column an outdated version could pass for the newest.
      const ofKey = Object.fromEntries(Object.entries(where).filter(([column]) => table.key.includes(column)));
      const newest = source(ofKey, `LIMIT 1 BY ${key}`);
      const sql = `SELECT * FROM (${newest}) AS v WHERE v._deleted = 0 AND ${condition(where)} ORDER BY ${key} LIMIT 100000`;
      return (await read(`${sql} ${LIMITS}`, where)).map((version) => version.value);
    },
    history: (where) => read(`${source(where, "LIMIT 10000")} ${LIMITS}`, where),
    put: (value, change) => write(value, change, false),
    remove: (value, change) => write(value, change, true),
  };
}

const LIMITS = "SETTINGS max_execution_time = 10, max_memory_usage = 500000000";

function condition(where: Parameters): string {
  const names = Object.keys(where);
  return names.length === 0 ? "1" : names.map((name) => `v.${name} = {${name}: String}`).join(" AND ");
}

function readColumn([name, kind]: [string, ColumnKind]): string {
  if (kind === "text" || kind === "flag") return `v.${name} AS ${name}`;
  return `toUnixTimestamp64Milli(v.${name}) AS ${name}`;
}

function writeColumn(kind: ColumnKind, value: unknown): unknown {
  if (kind === "flag") return value === true ? 1 : 0;
  return typeof value === "number" ? timeText(value) : value;
}

function versionSchema(columns: ColumnSpec): z.ZodType<Record<string, unknown>> {
  const kinds = {
    text: z.string(),
    time: z.string().transform(Number),
    optional_time: z.string().transform(Number).nullable(),
    flag: z.number().transform((value) => value === 1),
  } as const satisfies Record<ColumnKind, z.ZodType>;
  return z.object({
    ...Object.fromEntries(Object.entries(columns).map(([name, kind]) => [name, kinds[kind]])),
    _version: kinds.time,
    _changed_at: kinds.time,
    _changed_by: kinds.text,
    _deleted: kinds.flag,
  });
}

/** The schema was built from the same columns as the type, so its rows have that type. */
function toVersion<T>(row: Record<string, unknown>): Version<T> {
  const { _version, _changed_at, _changed_by, _deleted, ...value } = row;
  return {
    value: value as T,
    version: Number(_version),
    changedAtMs: Number(_changed_at),
    changedBy: String(_changed_by),
    deleted: _deleted === true,
  };
}
