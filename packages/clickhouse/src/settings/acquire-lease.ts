import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Store } from "../store/store.ts";
import { timeText } from "./time-text.ts";

export interface LeaseRequest {
  readonly name: string;
  /** The asking process. */
  readonly holder: string;
  readonly ttlMs: number;
  readonly nowMs: number;
}

/** Two that ask at once see each other's rows after this time; the lower holder name wins. */
const SETTLE_MS = 250;

const Row = z.object({
  holder: z.string(),
  expires_at: z.string().transform(Number),
  version: z.string().transform(Number),
});

/** Takes or renews a lease. False while another holder has it. */
export async function acquireLease(store: Store, request: LeaseRequest): Promise<boolean> {
  const before = await newest(store, request.name);
  const isHeld = before !== undefined && before.expires_at > request.nowMs;
  if (isHeld && before.holder !== request.holder) return false;
  await store.insertRows("leases", [
    {
      name: request.name,
      holder: request.holder,
      acquired_at: timeText(request.nowMs),
      expires_at: timeText(request.nowMs + request.ttlMs),
      version: String((before?.version ?? 0) + 1),
    },
  ]);
  if (isHeld) return true;
  if (store.mode === "server") await sleep(SETTLE_MS);
  const after = await newest(store, request.name);
  return after?.holder === request.holder;
}

async function newest(store: Store, name: string): Promise<z.output<typeof Row> | undefined> {
  const rows = await store.query({
    name: "lease",
    lane: "control",
    sql: `SELECT holder, toUnixTimestamp64Milli(expires_at) AS expires_at, version FROM leases
      WHERE name = {name: String} ORDER BY leases.version DESC, holder LIMIT 1 SETTINGS max_execution_time = 10`,
    params: { name },
    schema: Row,
  });
  return rows[0];
}
