import { liveCalls } from "#server/live/live-calls.ts";
import { createStreamSlots } from "#server/live/stream-slots.ts";
import { readSession } from "#server/session/read-session.ts";
import { getStore } from "#server/store.ts";

export const dynamic = "force-dynamic";

const slots = createStreamSlots({ total: 60, perKey: 20 });

/** The live tail of the list of calls. */
export async function GET(request: Request): Promise<Response> {
  const store = await getStore();
  return liveCalls(request, {
    store,
    readSession: () => readSession(store, request.headers),
    slots,
    now: Date.now,
    pollMs: 1000,
    maxMs: 10 * 60_000,
  });
}
