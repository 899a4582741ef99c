import type { Change, ProjectReader, Store } from "@spanledger/clickhouse";
import { LOG_SYSTEM } from "@spanledger/ledger";
import { z } from "zod";
import { appendRecord } from "../records/append-record.ts";
import { newId } from "../records/new-id.ts";
import { timeText } from "../records/time-text.ts";

export const HOLD_SCOPES = ["project", "user", "tenant", "session", "trace"] as const;

const Row = z.object({
  id: z.string(),
  scope: z.enum(HOLD_SCOPES),
  value: z.string(),
  basis: z.string(),
  owner: z.string(),
  note: z.string(),
  reviewAtMs: z.string().transform(Number).nullable(),
  placedAtMs: z.string().transform(Number),
});

/** What must neither expire nor be erased for now. */
export type Hold = z.infer<typeof Row>;
export type NewHold = Omit<Hold, "id" | "placedAtMs">;

/** The holds in force, newest first. */
export function listHolds(reader: ProjectReader): Promise<Hold[]> {
  return reader.query({
    name: "holds in force",
    sql: `SELECT h.id AS id, h.scope AS scope, h.scope_value AS value, h.basis AS basis, h.owner AS owner, h.note AS note,
        toUnixTimestamp64Milli(h.review_at) AS reviewAtMs, toUnixTimestamp64Milli(h.changed_at) AS placedAtMs
      FROM (SELECT * FROM holds WHERE project = {project: String} ORDER BY version DESC LIMIT 1 BY id) AS h
      WHERE h.deleted = 0 ORDER BY h.id DESC LIMIT 1000 SETTINGS max_execution_time = 10, max_memory_usage = 500000000`,
    schema: Row,
  });
}

/** Places a hold and logs it; gives its id. */
export async function placeHold(store: Store, projectId: string, hold: NewHold & Change): Promise<string> {
  const id = newId(hold.nowMs);
  await putHold(store, projectId, { hold: { ...hold, id }, isReleased: false, change: hold });
  return id;
}

/** Releases a hold and logs it; false when there is none of this id. */
export async function releaseHold(
  store: Store,
  projectId: string,
  { id, ...change }: { readonly id: string } & Change,
): Promise<boolean> {
  const hold = (await listHolds(store.project(projectId))).find((known) => known.id === id);
  if (hold === undefined) return false;
  await putHold(store, projectId, { hold, isReleased: true, change });
  return true;
}

interface Put {
  readonly hold: Omit<Hold, "placedAtMs">;
  readonly isReleased: boolean;
  readonly change: Change;
}

/** In force before it is logged, so that nothing slips through between; released only after it is logged. */
async function putHold(store: Store, projectId: string, { hold, isReleased, change }: Put): Promise<void> {
  const { id, scope, value, basis, owner, note, reviewAtMs } = hold;
  const { changedBy, nowMs } = change;
  const d = {
    act: isReleased ? "release" : "place",
    hold: id,
    basis,
    owner,
    ...(reviewAtMs === null ? {} : { review_us: reviewAtMs * 1_000 }),
  } as const;
  const log = () => appendRecord(store, projectId, { record: { kind: "hold", sys: LOG_SYSTEM, d }, changedBy, nowMs });
  if (isReleased) await log();
  await store.insertRows("holds", [
    {
      project: projectId,
      id,
      scope,
      scope_value: value,
      basis,
      owner,
      note,
      review_at: reviewAtMs === null ? null : timeText(reviewAtMs),
      version: String(nowMs),
      changed_at: timeText(nowMs),
      changed_by: changedBy,
      deleted: isReleased ? 1 : 0,
    },
  ]);
  if (!isReleased) await log();
}
