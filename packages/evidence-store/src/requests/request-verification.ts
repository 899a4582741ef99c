import type { Store } from "@spanledger/clickhouse";
import { newId } from "../records/new-id.ts";
import { timeText } from "../records/time-text.ts";

/** Asks for a check of every log of a project and gives the id under which `ledger_verifications` tells how it goes. */
export async function requestVerification(
  store: Store,
  projectId: string,
  { nowMs, requestedBy }: { readonly nowMs: number; readonly requestedBy: string },
): Promise<string> {
  const id = newId(nowMs);
  await store.insertRows("ledger_verifications", [
    {
      project: projectId,
      id,
      log: "",
      trigger: "asked",
      state: "requested",
      started_at: timeText(nowMs),
      changed_at: timeText(nowMs),
      requested_by: requestedBy,
      version: "1",
    },
  ]);
  return id;
}
