import { apiKeys, SETTING_HISTORY_KINDS, settingsHistory } from "@spanledger/clickhouse";
import { z } from "zod";
import { projectProcedure, router } from "../../trpc.ts";

const MOST = 1_000;

export const historySettings = router({
  /** Every change of a setting with who made it, newest first; of one kind, or of one setting. */
  list: projectProcedure
    .input(z.object({ kind: z.enum(SETTING_HISTORY_KINDS).optional(), id: z.string().max(400).optional() }))
    .query(async ({ ctx, input }) => {
      const [changes, keys] = await Promise.all([
        settingsHistory(ctx.store, {
          project: ctx.project.id,
          ...(input.kind === undefined ? {} : { kinds: [input.kind] }),
        }),
        apiKeys(ctx.store).list({}),
      ]);
      const labels = new Map(keys.map(({ id, label, scope }) => [id, `${label || "unnamed"} (${scope} key)`]));
      const wanted = changes.filter(({ id }) => input.id === undefined || id === input.id);
      return {
        changes: wanted.slice(0, MOST).map((change) => ({ ...change, changedBy: whoIs(change.changedBy, labels) })),
        count: wanted.length,
      };
    }),
});

function whoIs(id: string, labels: ReadonlyMap<string, string>): string {
  if (id === "local") return "this machine";
  return labels.get(id) ?? id;
}
