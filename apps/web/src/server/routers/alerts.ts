import { alertRules, listAlertEvents, ListAlertEventsParams } from "@spanledger/clickhouse";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { changeProcedure, projectProcedure, router } from "../trpc.ts";
import { listAlerts } from "../views/alerts/list-alerts.ts";
import { openAlerts } from "../views/alerts/open-alerts.ts";
import { saveSetting } from "../write/save-setting.ts";
import { SettingInput } from "../write/setting-input.ts";

const Id = z.object({ id: z.string().min(1).max(64) });

export const alertsRouter = router({
  /** Every alert with what of it fires now. */
  list: projectProcedure.query(({ ctx }) => listAlerts(ctx.store, ctx.project.id)),
  /** What fired and recovered, newest first, of alerts, budgets, runaways and the ledger. */
  events: projectProcedure.input(ListAlertEventsParams).query(({ ctx, input }) => listAlertEvents(ctx.reader, input)),
  /** What needs a look now, for the overview. */
  open: projectProcedure.query(({ ctx }) => openAlerts(ctx.reader, ctx.nowMs)),
  /** Checked by what checks the API; problems come with their field. */
  save: changeProcedure.input(SettingInput).mutation(({ ctx, input }) =>
    saveSetting(ctx.store, {
      kind: "alerts",
      ...input,
      project: ctx.project.id,
      changedBy: ctx.session.keyId,
      nowMs: ctx.nowMs,
    }),
  ),
  /** Nobody is told until then; null ends it. */
  mute: changeProcedure
    .input(Id.extend({ minutes: z.int().min(1).max(525_600).nullable() }))
    .mutation(async ({ ctx, input }) => {
      const [known] = await alertRules(ctx.store).list({ project: ctx.project.id, id: input.id });
      if (known === undefined) throw new TRPCError({ code: "NOT_FOUND", message: "There is no such alert." });
      const definition = z.record(z.string(), z.unknown()).parse(JSON.parse(known.definition));
      const mutedUntilMs = input.minutes === null ? null : ctx.nowMs + input.minutes * 60_000;
      const saved = await saveSetting(ctx.store, {
        kind: "alerts",
        project: ctx.project.id,
        id: input.id,
        input: { ...definition, mutedUntilMs },
        changedBy: ctx.session.keyId,
        nowMs: ctx.nowMs,
      });
      if (!saved.ok)
        throw new TRPCError({ code: "BAD_REQUEST", message: saved.problems[0]?.message ?? "It cannot be muted." });
    }),
  remove: changeProcedure.input(Id).mutation(async ({ ctx, input }) => {
    const table = alertRules(ctx.store);
    const [known] = await table.list({ project: ctx.project.id, id: input.id });
    if (known !== undefined) await table.remove(known, { changedBy: ctx.session.keyId, nowMs: ctx.nowMs });
  }),
});
