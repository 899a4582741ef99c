import { createRepricer, formatPicoUsd, type RepricePreview, type RepriceSelection } from "@spanledger/clickhouse";
import { priceCall, settleCost } from "@spanledger/telemetry";
import { z } from "zod";
import type { Context } from "../../context.ts";
import type { Project } from "../../read/find-project.ts";
import { readPriceBook } from "../../read/read-price-book.ts";
import { changeProcedure, projectProcedure, router } from "../../trpc.ts";
import { appendAdjustments } from "../../write/append-adjustments.ts";

const MAX_DAYS = 32;
/** Keeps the ids of a page within what a server takes in one parameter. */
const PAGE_SIZE = 2_000;

const Name = z.string().trim().max(200);

/** A slice of a range: a page asks slice by slice, so that no request runs for minutes and progress shows. */
const Slice = z
  .object({ fromMs: z.int().min(0), toMs: z.int().min(0), provider: Name, model: Name, unpricedOnly: z.boolean() })
  .refine(({ fromMs, toMs }) => toMs > fromMs, "The range ends before it starts.")
  .refine(({ fromMs, toMs }) => toMs - fromMs <= MAX_DAYS * 86_400_000, `At most ${MAX_DAYS} days at once.`);

export const repriceSettings = router({
  /** What the stored calls would cost by today's settings. Changes nothing. */
  preview: projectProcedure.input(Slice).query(async ({ ctx, input }) => {
    const repricer = await repricerOf(ctx, ctx.project);
    return sumsOf(await repricer.preview(selectionOf(input)));
  }),
  /** Books the difference. What is booked already is left alone, so doing it twice changes nothing. */
  book: changeProcedure.input(Slice).mutation(async ({ ctx, input }) => {
    const repricer = await repricerOf(ctx, ctx.project);
    return sumsOf(await repricer.apply(selectionOf(input), ctx.session.keyId));
  }),
});

async function repricerOf({ store, nowMs }: Context, project: Project) {
  const book = await readPriceBook(store, project.id);
  return createRepricer({
    reader: store.project(project.id),
    settle: (call) => settleCost(call, priceCall(call, book, call.atNs), project.costSource),
    append: (entries) => appendAdjustments(store, entries),
    now: () => nowMs,
    pageSize: PAGE_SIZE,
  });
}

function selectionOf({ fromMs, toMs, ...filter }: z.infer<typeof Slice>): RepriceSelection {
  return { ...filter, fromNs: BigInt(fromMs) * 1_000_000n, toNs: BigInt(toMs) * 1_000_000n };
}

function sumsOf({ oldSum, newSum, ...counts }: RepricePreview) {
  return { ...counts, oldUsd: formatPicoUsd(oldSum), newUsd: formatPicoUsd(newSum) };
}
