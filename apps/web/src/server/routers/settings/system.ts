import packageJson from "../../../../package.json" with { type: "json" };
import { webEnv } from "../../env.ts";
import { readDatabase } from "../../read/read-database.ts";
import { readIngestStatus } from "../../read/read-ingest-status.ts";
import { projectProcedure, router } from "../../trpc.ts";

export const systemSettings = router({
  status: projectProcedure.query(async ({ ctx }) => {
    const [writers, database] = await Promise.all([readIngestStatus(ctx.store), readDatabase(ctx.store)]);
    return {
      version: packageJson.version,
      mode: ctx.store.mode,
      nowMs: ctx.nowMs,
      host: webEnv().SPANLEDGER_HOST,
      database,
      writers,
    };
  }),
});
