import {
  channels,
  channelSecrets,
  listDeliveries,
  ListDeliveriesParams,
  replayDelivery,
  requestTestAlert,
} from "@spanledger/clickhouse";
import { readDefinition, validateChannel } from "@spanledger/alerts";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { changeProcedure, projectProcedure, router } from "../trpc.ts";
import { saveSetting } from "../write/save-setting.ts";
import { SettingInput } from "../write/setting-input.ts";

const Id = z.object({ id: z.string().min(1).max(64) });

export const channelsRouter = router({
  /** Without secrets: only whether there is one. */
  list: projectProcedure.query(async ({ ctx }) => {
    const [found, secrets] = await Promise.all([
      channels(ctx.store).list({ project: ctx.project.id }),
      channelSecrets(ctx.store).known(ctx.project.id),
    ]);
    return found.map(({ id, name, definition }) => ({
      id,
      name,
      channel: readDefinition(definition, (input) => validateChannel(input, { hasSecret: true }))?.channel ?? null,
      hasSecret: secrets.has(id),
    }));
  }),
  /** Checked by what checks the API; a secret that is left out stays as it is. */
  save: changeProcedure.input(SettingInput).mutation(async ({ ctx, input }) => {
    const saved = await saveSetting(ctx.store, {
      kind: "channels",
      ...input,
      project: ctx.project.id,
      changedBy: ctx.session.keyId,
      nowMs: ctx.nowMs,
    });
    return saved;
  }),
  remove: changeProcedure.input(Id).mutation(async ({ ctx, input }) => {
    const table = channels(ctx.store);
    const [known] = await table.list({ project: ctx.project.id, id: input.id });
    if (known !== undefined) await table.remove(known, { changedBy: ctx.session.keyId, nowMs: ctx.nowMs });
  }),
  /** Sends a test message the way of every alert; what became of it is in the delivery that has its event. */
  test: changeProcedure.input(Id).mutation(async ({ ctx, input }) => {
    const [known] = await channels(ctx.store).list({ project: ctx.project.id, id: input.id });
    if (known === undefined) throw new TRPCError({ code: "NOT_FOUND", message: "There is no such channel." });
    const event = await requestTestAlert(ctx.store, { project: ctx.project.id, channel: known.id, nowMs: ctx.nowMs });
    return { event };
  }),
  /** The delivery log, newest first; every try of one message with its id. */
  deliveries: projectProcedure.input(ListDeliveriesParams).query(({ ctx, input }) => listDeliveries(ctx.reader, input)),
  /** Sends a message again with the same idempotency key. */
  replay: changeProcedure.input(Id).mutation(async ({ ctx, input }) => {
    const isKnown = await replayDelivery(ctx.store, { project: ctx.project.id, id: input.id, nowMs: ctx.nowMs });
    if (!isKnown) throw new TRPCError({ code: "NOT_FOUND", message: "There is no such delivery." });
  }),
});
