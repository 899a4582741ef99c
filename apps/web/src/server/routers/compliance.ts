import { ledgerSettings, listLogs, logFacts, retentionSettings } from "@spanledger/clickhouse";
import {
  changeLedgerSettings,
  changeRetention,
  listErasures,
  listHolds,
  previewErasure,
  readHandRecords,
  readIncidents,
  RecordError,
  releaseHold,
  requestErasure,
  requestVerification,
} from "@spanledger/evidence-store";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { addHold } from "../evidence/add-hold.ts";
import { addRecord } from "../evidence/add-record.ts";
import { ErasureInput, PreviewInput } from "../evidence/erasure-input.ts";
import { ExportInput } from "../evidence/export-input.ts";
import { orderExport } from "../evidence/export-queue.ts";
import { HoldInput } from "../evidence/hold-input.ts";
import { LogSettingsInput } from "../evidence/log-settings-input.ts";
import { readCoverage } from "../evidence/read-coverage.ts";
import { readExports } from "../evidence/read-exports.ts";
import { RecordInput } from "../evidence/record-input.ts";
import { changeProcedure, projectProcedure, router } from "../trpc.ts";

const Period = z.object({ system: z.string().min(1).max(128), fromMs: z.int(), toMs: z.int() });
const Days = z
  .string()
  .regex(/^([1-9][0-9]{0,4})?$/, "Days are a whole number from 1; leave it empty to keep for ever.");
const Retention = z.strictObject({ content: Days, spans: Days, records: Days });
const DEFAULTS = { enabled: true, role: "", annex3: "", policy_version: "", ifu_version: "" };

export const complianceRouter = router({
  /** The logs with their state, the systems that have records, and whether the reader may change something. */
  logs: projectProcedure.query(async ({ ctx }) => {
    const [logs, facts] = await Promise.all([listLogs(ctx.reader), logFacts(ctx.reader)]);
    return { logs, ...facts, mayChange: ctx.session.role === "admin" };
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
  verify: changeProcedure.mutation(async ({ ctx }) => ({
    id: await requestVerification(ctx.store, ctx.project.id, { nowMs: ctx.nowMs, requestedBy: ctx.session.keyId }),
  })),
  erasures: projectProcedure.query(({ ctx }) => listErasures(ctx.reader)),
  erase: changeProcedure.input(z.object({ erasure: ErasureInput })).mutation(async ({ ctx, input }) => {
    const asked = { ...input.erasure, requestedBy: ctx.session.keyId, nowMs: ctx.nowMs };
    return { id: await requestErasure(ctx.store, ctx.project.id, asked) };
  }),
  // Not a query: whose data it is must not stand in an address.
  previewErasure: changeProcedure
    .input(z.object({ preview: PreviewInput }))
    .mutation(({ ctx, input }) => previewErasure(ctx.reader, input.preview.subject)),
  holds: projectProcedure.query(({ ctx }) => listHolds(ctx.reader)),
  placeHold: changeProcedure.input(z.object({ hold: HoldInput })).mutation(async ({ ctx, input }) => {
    const { store, project, session, nowMs } = ctx;
    const order = { store, projectId: project.id, input: input.hold, changedBy: session.keyId, nowMs };
    return { id: await addHold(order) };
  }),
  releaseHold: changeProcedure.input(z.object({ id: z.string() })).mutation(async ({ ctx, input }) => {
    const change = { id: input.id, changedBy: ctx.session.keyId, nowMs: ctx.nowMs };
    if (await releaseHold(ctx.store, ctx.project.id, change)) return;
    throw new TRPCError({ code: "NOT_FOUND", message: "This hold is not in force any more." });
  }),
  retention: projectProcedure.query(async ({ ctx }) => {
    const [now] = await retentionSettings(ctx.store).list({ project: ctx.project.id });
    return { content: now?.content_days ?? "", spans: now?.span_days ?? "", records: now?.record_days ?? "" };
  }),
  changeRetention: changeProcedure.input(z.object({ retention: Retention })).mutation(async ({ ctx, input }) => {
    const { content, spans, records } = input.retention;
    const value = { project: ctx.project.id, content_days: content, span_days: spans, record_days: records };
    await changeRetention(ctx.store, value, { changedBy: ctx.session.keyId, nowMs: ctx.nowMs });
  }),
  incidents: projectProcedure.query(({ ctx }) => readIncidents(ctx.reader)),
  records: projectProcedure.query(({ ctx }) => readHandRecords(ctx.reader)),
  record: changeProcedure.input(z.object({ record: RecordInput })).mutation(async ({ ctx, input }) => {
    const { store, project, session, nowMs } = ctx;
    try {
      const order = { store, projectId: project.id, input: input.record, changedBy: session.keyId, nowMs };
      return { id: await addRecord(order) };
    } catch (error) {
      if (error instanceof RecordError) throw new TRPCError({ code: "BAD_REQUEST", message: error.message });
      throw error;
    }
  }),
  settings: projectProcedure.query(async ({ ctx }) => {
    const versions = await ledgerSettings(ctx.store).history({ project: ctx.project.id });
    const { project: _, ...now } = versions[0]?.value ?? { project: "", ...DEFAULTS };
    return {
      now,
      changes: versions.slice(0, 20).map(({ value, changedAtMs, changedBy }) => ({ value, changedAtMs, changedBy })),
    };
  }),
  changeSettings: changeProcedure.input(z.object({ settings: LogSettingsInput })).mutation(async ({ ctx, input }) => {
    const { policyVersion, ifuVersion, ...rest } = input.settings;
    const value = { project: ctx.project.id, ...rest, policy_version: policyVersion, ifu_version: ifuVersion };
    await changeLedgerSettings(ctx.store, value, { changedBy: ctx.session.keyId, nowMs: ctx.nowMs });
  }),
});
