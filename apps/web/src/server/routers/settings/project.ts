import { isTimeZone } from "@spanledger/calendar";
import { projects } from "@spanledger/clickhouse";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { deleteProjectData } from "../../write/delete-project-data.ts";
import { changeProcedure, router } from "../../trpc.ts";

const ProjectChange = z.object({
  name: z.string().trim().min(1, "Give the project a name.").max(80),
  timeZone: z.string().refine(isTimeZone, "is not a time zone, e.g. Europe/Berlin"),
  costSource: z.enum(["computed", "client_reported"]),
});

export const projectSettings = router({
  update: changeProcedure.input(ProjectChange).mutation(async ({ ctx, input }) => {
    const table = projects(ctx.store);
    const [current] = await table.list({ id: ctx.project.id });
    if (!current) throw new TRPCError({ code: "NOT_FOUND", message: "The project is gone." });
    const next = { ...current, name: input.name, time_zone: input.timeZone, cost_source: input.costSource };
    await table.put(next, { changedBy: ctx.session.keyId, nowMs: ctx.nowMs });
  }),
  /** Only for demo data: a real project is not deleted by a click. */
  deleteDemo: changeProcedure.mutation(async ({ ctx }) => {
    if (!ctx.project.isDemo)
      throw new TRPCError({ code: "BAD_REQUEST", message: "Only the demo project can be deleted here." });
    await deleteProjectData(ctx.store, ctx.project.id, { changedBy: ctx.session.keyId, nowMs: ctx.nowMs });
  }),
});
