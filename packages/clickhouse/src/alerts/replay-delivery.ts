import type { Store } from "../store/store.ts";
import { listDeliveries } from "./list-deliveries.ts";
import { putDeliveries } from "./put-deliveries.ts";

/** Asks for a message to be sent again, with the same idempotency key. False when there is no such message. */
export async function replayDelivery(
  store: Store,
  { project, id, nowMs }: { readonly project: string; readonly id: string; readonly nowMs: number },
): Promise<boolean> {
  const [last] = await listDeliveries(store.project(project), { id, limit: 1 });
  if (last === undefined) return false;
  const version = Math.max(nowMs, last.version + 1);
  await putDeliveries(store, [
    {
      ...last,
      state: "pending",
      attempt: 0,
      error: "",
      statusCode: 0,
      tookMs: 0,
      nextAttemptAtMs: nowMs,
      recordedAtMs: nowMs,
      version,
    },
  ]);
  return true;
}
