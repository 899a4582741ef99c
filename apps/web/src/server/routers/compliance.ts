import { listLogs, logFacts } from "@spanledger/clickhouse";
import { z } from "zod";
import { ExportInput } from "../evidence/export-input.ts";
import { orderExport } from "../evidence/export-queue.ts";
import { readCoverage } from "../evidence/read-coverage.ts";
import { readExports } from "../evidence/read-exports.ts";
import { changeProcedure, projectProcedure, router } from "../trpc.ts";

const Period = z.object({ system: z.string().min(1).max(128), fromMs: z.int(), toMs: z.int() });

export const complianceRouter = router({
  /** The logs with their state, and the systems that have records. */
  logs: projectProcedure.query(async ({ ctx }) => {
    const [logs, facts] = await Promise.all([listLogs(ctx.reader), logFacts(ctx.reader)]);
    return { logs, ...facts };
  }),
  coverage: projectProcedure.input(Period).query(({ ctx, input }) =>
    readCoverage({
      reader: ctx.reader,
      system: input.system,
      fromUs: input.fromMs * 1_000,
      toUs: input.toMs * 1_000,
      nowMs: ctx.nowMs,
    }),
  ),
  exports: projectProcedure.query(({ ctx }) =>
    readExports({ store: ctx.store, projectId: ctx.project.id, nowMs: ctx.nowMs }),
  ),
  order: changeProcedure.input(z.object({ order: ExportInput })).mutation(async ({ ctx, input }) => ({
    id: await orderExport({
      store: ctx.store,
      projectId: ctx.project.id,
      input: input.order,
      requestedBy: ctx.session.keyId,
    }),
  })),
});
