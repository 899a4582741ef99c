import { randomBytes } from "node:crypto";
import {
  apiKeys,
  formatPicoUsd,
  modelAliases,
  priceOverrides,
  toPriceEntry,
  type PriceOverride,
} from "@spanledger/clickhouse";
import { type CostBreakdown, checkPriceOverride, describePrice, listCatalogue, priceCall } from "@spanledger/telemetry";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { readPriceBook } from "../../read/read-price-book.ts";
import { testUsage } from "../../views/test-usage.ts";
import { changeProcedure, projectProcedure, router } from "../../trpc.ts";

const MAX_CHANGES = 50;

const Rate = z
  .string()
  .trim()
  .regex(/^(\d{1,9}(\.\d{1,9})?)?$/, "A price is a number of dollars such as 2.50, or empty.");
const Name = z.string().trim().max(200);

const OverrideInput = z.object({
  id: z.string().max(64).optional(),
  provider: Name,
  model: Name.min(1, "Name the model as your calls send it."),
  tier: Name,
  input_per_mtok: Rate,
  cache_read_per_mtok: Rate,
  cache_write_5m_per_mtok: Rate,
  cache_write_1h_per_mtok: Rate,
  output_per_mtok: Rate,
  per_request: Rate,
  valid_from: z.int().min(0),
  valid_until: z.int().min(0).nullable(),
  note: z.string().trim().max(500),
});

const AliasInput = z.object({
  provider: Name,
  alias: Name.min(1, "Name the deployment."),
  target_provider: Name,
  target_model: Name.min(1, "Name the model it is."),
});

const tokens = z.int().min(0).max(1_000_000_000);
const TestInput = z.object({
  provider: Name,
  model: Name,
  serviceTier: Name,
  atMs: z.int().min(0).nullable(),
  uncachedInput: tokens,
  cacheRead: tokens,
  cacheWrite5m: tokens,
  cacheWrite1h: tokens,
  output: tokens,
});

export const priceSettings = router({
  catalogue: projectProcedure
    .input(z.object({ text: z.string().max(200), offset: z.int().min(0) }))
    .query(({ input }) => listCatalogue({ ...input, limit: 25 })),
  overrides: projectProcedure.query(({ ctx }) => priceOverrides(ctx.store).list({ project: ctx.project.id })),
  saveOverride: changeProcedure.input(OverrideInput).mutation(async ({ ctx, input: { project, ...input } }) => {
    const row = { ...input, project, id: input.id ?? randomBytes(4).toString("hex") };
    const problems = checkPriceOverride(toPriceEntry(row));
    if (problems.length > 0) throw new TRPCError({ code: "BAD_REQUEST", message: problems.join(" ") });
    const table = priceOverrides(ctx.store);
    if ((await table.list({ project })).some((known) => isRival(known, row)))
      throw new TRPCError({
        code: "BAD_REQUEST",
        message: `${row.model} has a price from that day already. Edit that one, or choose another first day.`,
      });
    await table.put(row, { changedBy: ctx.session.keyId, nowMs: ctx.nowMs });
  }),
  /** Every change of the project's own prices, newest first, deletions included. */
  history: projectProcedure.query(async ({ ctx }) => {
    const changes = await priceOverrides(ctx.store).history({ project: ctx.project.id });
    const labels = new Map(
      (await apiKeys(ctx.store).list({ project: ctx.project.id })).map(({ id, label }) => [id, label]),
    );
    return changes.slice(0, MAX_CHANGES).map(({ changedBy, ...change }) => ({
      ...change,
      changedBy: labels.get(changedBy) ?? (changedBy === "local" ? "this machine" : changedBy),
    }));
  }),
  deleteOverride: changeProcedure.input(z.object({ id: z.string().max(64) })).mutation(async ({ ctx, input }) => {
    const table = priceOverrides(ctx.store);
    const [row] = await table.list({ project: ctx.project.id, id: input.id });
    if (!row) throw new TRPCError({ code: "NOT_FOUND", message: "There is no such price." });
    await table.remove(row, { changedBy: ctx.session.keyId, nowMs: ctx.nowMs });
  }),
  aliases: projectProcedure.query(({ ctx }) => modelAliases(ctx.store).list({ project: ctx.project.id })),
  saveAlias: changeProcedure
    .input(AliasInput)
    .mutation(({ ctx, input }) =>
      modelAliases(ctx.store).put(input, { changedBy: ctx.session.keyId, nowMs: ctx.nowMs }),
    ),
  deleteAlias: changeProcedure.input(z.object({ provider: Name, alias: Name })).mutation(async ({ ctx, input }) => {
    const table = modelAliases(ctx.store);
    const [row] = await table.list({ project: ctx.project.id, provider: input.provider, alias: input.alias });
    if (row) await table.remove(row, { changedBy: ctx.session.keyId, nowMs: ctx.nowMs });
  }),
  /** What a call would cost, by the project's prices at that time. */
  test: projectProcedure.input(TestInput).query(async ({ ctx, input }) => {
    const book = await readPriceBook(ctx.store, ctx.project.id);
    const { provider, model, serviceTier, atMs } = input;
    const call = {
      provider,
      requestModel: model,
      responseModel: "",
      serviceTier,
      region: "",
      operation: "chat",
      usage: testUsage(input),
    };
    const pricing = priceCall(call, book, BigInt(atMs ?? ctx.nowMs) * 1_000_000n);
    const cost = pricing.status === "priced" ? pricing.cost : null;
    return {
      words: describePrice(pricing),
      usd: cost && formatPicoUsd(cost.total),
      parts: cost === null ? [] : costParts(cost),
    };
  }),
});

/** Of two prices that hold at the same time the later one counts; with one first day nobody could say which. */
function isRival(known: PriceOverride, row: PriceOverride): boolean {
  return (
    known.id !== row.id &&
    known.provider.toLowerCase() === row.provider.toLowerCase() &&
    known.model.toLowerCase() === row.model.toLowerCase() &&
    known.tier.toLowerCase() === row.tier.toLowerCase() &&
    known.valid_from === row.valid_from
  );
}

function costParts({ input, cacheRead, cacheWrite, output, other }: CostBreakdown) {
  const parts = { input, "cache read": cacheRead, "cache write": cacheWrite, output, other };
  return Object.entries(parts).flatMap(([name, pico]) => (pico === 0n ? [] : [{ name, usd: formatPicoUsd(pico) }]));
}
