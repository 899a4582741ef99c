import { apiKeys, createApiKey, revokeApiKey } from "@spanledger/clickhouse";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { changeProcedure, projectProcedure, router } from "../../trpc.ts";

export const keySettings = router({
  /** Without hashes: a page has no use for them. */
  list: projectProcedure.query(async ({ ctx }) => {
    const keys = await apiKeys(ctx.store).list({ project: ctx.project.id });
    return keys
      .map(({ id, label, scope, prefix, tenant, created_at, revoked_at }) => ({
        id,
        label,
        scope,
        prefix,
        tenant,
        createdAtMs: created_at,
        revokedAtMs: revoked_at,
      }))
      .toSorted((a, b) => b.createdAtMs - a.createdAtMs);
  }),
  /** The text is in the answer and nowhere else. */
  create: changeProcedure
    .input(
      z.object({
        label: z.string().trim().min(1, "Give the key a name.").max(80),
        scope: z.enum(["ingest", "read", "admin"]),
        tenant: z.string().trim().max(200).default(""),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { text } = await createApiKey(
        ctx.store,
        { project: ctx.project.id, label: input.label, scope: input.scope, tenant: input.tenant },
        { changedBy: ctx.session.keyId, nowMs: ctx.nowMs },
      );
      return { key: text };
    }),
  revoke: changeProcedure.input(z.object({ id: z.string().max(64) })).mutation(async ({ ctx, input }) => {
    const found = await revokeApiKey(
      ctx.store,
      { project: ctx.project.id, id: input.id },
      { changedBy: ctx.session.keyId, nowMs: ctx.nowMs },
    );
    if (!found) throw new TRPCError({ code: "NOT_FOUND", message: "There is no such key." });
  }),
});
