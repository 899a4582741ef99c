import { randomFillSync } from "node:crypto";
import type { Change, Store } from "@spanledger/clickhouse";
import {
  checkRecord,
  commitField,
  createTokenSource,
  encodeBody,
  type JsonValue,
  type RecordBody,
} from "@spanledger/ledger";
import { newId } from "./new-id.ts";
import { timeText } from "./time-text.ts";

type Without<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;

/** A record to be logged: its body without what logging adds, and the content that the body only commits to. */
export type NewRecord = Without<RecordBody, "v" | "c" | "n" | "start_us" | "end_us"> & {
  /** Microseconds UTC; now when left out. */
  readonly start_us?: number;
  readonly end_us?: number;
  /** By field, such as `reviewer_ref`, `reviewer_note`, `targets`: kept apart and erasable. */
  readonly content?: Readonly<Record<string, JsonValue>>;
};

export interface AppendOptions extends Change {
  readonly record: NewRecord;
  /** Id to give the record; one is made when left out. The same id twice logs one record. */
  readonly recordId?: string;
  /** Name of the log that must hold it; the log of the ingest that takes it up when left out. */
  readonly log?: string;
  /** Fields whose salt and value are in `ledger_openings` already. */
  readonly prepared?: Readonly<Record<string, { readonly salt: string; readonly value: JsonValue }>>;
}

const token = createTokenSource((bytes) => randomFillSync(bytes));

/**
 * Hands a record to the ingest that writes the log, and gives its id: `ledger_entries.record_id` once it is logged
 * (`findRecord`). @throws RecordError with a sentence when the record breaks the schema
 */
export async function appendRecord(store: Store, projectId: string, options: AppendOptions): Promise<string> {
  const { record, nowMs, changedBy, recordId = newId(nowMs), prepared = {}, log = "" } = options;
  const { content = {}, start_us = nowMs * 1_000, end_us = start_us, ...rest } = record;
  const c: Record<string, string> = {};
  for (const [name, opening] of Object.entries(prepared)) c[name] = commitField({ name, ...opening }).digest;
  const openings = Object.entries(content).map(([field, value]) => {
    const salt = token();
    c[field] = commitField({ name: field, value, salt }).digest;
    return { project: projectId, record_id: recordId, field, salt, value: JSON.stringify(value) };
  });
  // The kinds stay apart in the type of the argument; taking members out of a union loses that.
  const body = encodeBody({ ...rest, v: 1, start_us, end_us, c, n: token() } as RecordBody);
  const problem = checkRecord(JSON.parse(body));
  if (problem !== undefined) throw new RecordError(`The record cannot be logged: ${problem}.`);
  const created_at = timeText(nowMs);
  await store.insertRows(
    "ledger_openings",
    openings.map((opening) => ({ ...opening, created_at })),
  );
  await store.insertRows("ledger_inbox", [
    {
      project: projectId,
      log,
      record_id: recordId,
      kind: rest.kind,
      sys: rest.sys,
      start_us: String(start_us),
      end_us: String(end_us),
      body,
      created_at,
      created_by: changedBy,
    },
  ]);
  return recordId;
}

/** A record that the schema of the log does not allow; `message` says what to change. */
export class RecordError extends Error {
  override readonly name = "RecordError";
}
