import { budgets } from "@spanledger/clickhouse";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { changeProcedure, projectProcedure, router } from "../trpc.ts";
import { budgetDetail } from "../views/budgets/budget-detail.ts";
import { listBudgets } from "../views/budgets/list-budgets.ts";
import { previewDraft } from "../views/budgets/preview-draft.ts";
import { saveSetting } from "../write/save-setting.ts";
import { SettingInput } from "../write/setting-input.ts";

const Id = z.object({ id: z.string().min(1).max(64) });

export const budgetsRouter = router({
  /** Every budget with what its running period cost, the most used first. */
  list: projectProcedure.query(({ ctx }) => listBudgets(ctx.store, { project: ctx.project.id, nowMs: ctx.nowMs })),
  /** One budget, of a fan-out one value: its days, forecast, values and history. */
  detail: projectProcedure
    .input(Id.extend({ subject: z.string().max(1_000).optional() }))
    .query(async ({ ctx, input }) => {
      const found = await budgetDetail(ctx.store, { ...input, project: ctx.project.id, nowMs: ctx.nowMs });
      if (found === null) throw new TRPCError({ code: "NOT_FOUND", message: "There is no such budget." });
      return found;
    }),
  /** What a draft would have told in the last 30 days, and what it lacks. */
  preview: projectProcedure
    .input(SettingInput.pick({ input: true }))
    .query(({ ctx, input }) =>
      previewDraft(ctx.store, { project: ctx.project.id, input: input.input, nowMs: ctx.nowMs }),
    ),
  /** Checked by what checks the API; problems come with their field. */
  save: changeProcedure.input(SettingInput).mutation(({ ctx, input }) =>
    saveSetting(ctx.store, {
      kind: "budgets",
      ...input,
      project: ctx.project.id,
      changedBy: ctx.session.keyId,
      nowMs: ctx.nowMs,
    }),
  ),
  remove: changeProcedure.input(Id).mutation(async ({ ctx, input }) => {
    const table = budgets(ctx.store);
    const [known] = await table.list({ project: ctx.project.id, id: input.id });
    if (known !== undefined) await table.remove(known, { changedBy: ctx.session.keyId, nowMs: ctx.nowMs });
  }),
});
