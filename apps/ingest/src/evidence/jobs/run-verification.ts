import { insertAlertEvents, type Store } from "@spanledger/clickhouse";
import { type Verification, verifyLog } from "@spanledger/evidence-store";
import { z } from "zod";
import type { LogWriter } from "../log-writer.ts";
import { verificationAlert } from "./verification-alert.ts";
import { putVerification, type VerificationRow } from "./put-verification.ts";

export interface VerificationJob {
  readonly store: Store;
  readonly log: LogWriter;
  readonly now: () => number;
  readonly project: string;
  readonly id: string;
  readonly trigger: "nightly" | "asked";
  readonly requestedBy: string;
  /** The process ends: the check stops, and begins again at the next start. */
  readonly signal: AbortSignal;
}

const PROGRESS_EVERY_MS = 1_000;
const Logs = z.object({ log: z.string(), size: z.string().transform(Number), root: z.string() });

/** Checks every log of a project, leaves a row per log in `ledger_verifications`, and raises an alert for what differs. */
export async function runVerification(job: VerificationJob): Promise<void> {
  const logs = await job.store.project(job.project).query({
    name: "logs of a project",
    sql: `SELECT log, toString(max(c.size)) AS size, lower(hex(argMax(c.root, c.size))) AS root FROM ledger_checkpoints AS c
      WHERE project = {project: String} GROUP BY log ORDER BY log SETTINGS max_execution_time = 30`,
    schema: Logs,
  });
  let worst: Verdict = "passed";
  for (const log of logs) {
    const verdict = await runOne(job, log);
    if (verdict !== "passed" && worst !== "failed") worst = verdict;
  }
  if (job.trigger === "asked") await putVerification(job.store, { ...blank(job), state: worst, version: job.now() });
}

type Verdict = "passed" | "failed" | "error";

async function runOne(job: VerificationJob, { log, size, root }: z.infer<typeof Logs>): Promise<Verdict> {
  const { store, now, project } = job;
  const base = { ...blank(job), log, lastIdx: size, size, root };
  let toldMs = 0;
  const tell = (row: Partial<VerificationRow>) => putVerification(store, { ...base, ...row, version: now() });
  await tell({ state: "running" });
  try {
    const result = await verifyLog(store.project(project), {
      log,
      size,
      signal: job.signal,
      ...(log === job.log.log() ? { leaves: (from, to) => job.log.leaves(project, from, to) } : {}),
      onProgress: async (checked) => {
        if (now() - toldMs < PROGRESS_EVERY_MS) return;
        toldMs = now();
        await tell({ state: "running", checked });
      },
    });
    await tell(outcome(result));
    if (result.problemCount === 0) return "passed";
    await insertAlertEvents(store, [verificationAlert({ project, log, size, atMs: now(), result })]);
    return "failed";
  } catch (error) {
    job.signal.throwIfAborted();
    await tell({ state: "error", detail: error instanceof Error ? error.message : String(error) });
    return "error";
  }
}

function outcome(result: Verification): Partial<VerificationRow> {
  const [first] = result.problems;
  const { checked, bodies, contentsChecked, contentsErased, spansChecked, problemCount } = result;
  const counts = { checked, bodies, contentsChecked, contentsErased, spansChecked, problems: problemCount };
  if (first === undefined) return { ...counts, state: "passed" };
  return { ...counts, state: "failed", problem: first.code, badIdx: first.index, detail: first.detail };
}

function blank({ project, id, trigger, requestedBy, now }: VerificationJob): VerificationRow {
  const times = { startedAtMs: now(), changedAtMs: now(), version: now() };
  const counts = { checked: 0, bodies: 0, contentsChecked: 0, contentsErased: 0, spansChecked: 0, problems: 0 };
  const found = { problem: "", badIdx: null, detail: "" };
  return {
    project,
    id,
    log: "",
    trigger,
    state: "running",
    lastIdx: 0,
    size: 0,
    root: "",
    requestedBy,
    ...times,
    ...counts,
    ...found,
  };
}
