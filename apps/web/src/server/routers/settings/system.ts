import { readIngestStatus } from "../../read/read-ingest-status.ts";
import { webEnv } from "../../env.ts";
import { projectProcedure, router } from "../../trpc.ts";

export const systemSettings = router({
  status: projectProcedure.query(async ({ ctx }) => {
    const writers = await readIngestStatus(ctx.store);
    return { mode: ctx.store.mode, nowMs: ctx.nowMs, host: webEnv().SPANLEDGER_HOST, writers };
  }),
});
