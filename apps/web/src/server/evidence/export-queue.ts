import path from "node:path";
import type { Store } from "@spanledger/clickhouse";
import { evidenceExports } from "@spanledger/clickhouse";
import { newId } from "@spanledger/evidence-store";
import { z } from "zod";
import { webEnv } from "../env.ts";
import type { ExportInput } from "./export-input.ts";
import { firstState, runExport } from "./run-export.ts";

const LATENESS_US = 7 * 86_400_000_000;

/** Exports run one after the other: each may take a core for a minute. */
let last: Promise<void> = Promise.resolve();
const own = new Set<string>();

export interface ExportOrder {
  readonly store: Store;
  readonly projectId: string;
  readonly input: ExportInput;
  /** Id of the key, or "local". */
  readonly requestedBy: string;
}

/** Puts an export into the queue; resolves with its id once the order is on disk. */
export async function orderExport({ store, projectId, input, requestedBy }: ExportOrder): Promise<string> {
  const now = Date.now;
  const exportId = newId(now());
  const job = {
    store,
    projectId,
    folder: exportFolder(),
    requestedBy,
    now,
    request: {
      exportId,
      project: projectId,
      system: input.system,
      role: await projectRole(store, projectId),
      purpose: input.purpose,
      requestedBy: "admin",
      redaction: input.redaction,
      fromUs: Date.parse(input.from) * 1_000,
      toUs: Date.parse(input.to) * 1_000,
      latenessUs: LATENESS_US,
    },
  };
  await evidenceExports(store, projectId).put(firstState(job), now());
  own.add(exportId);
  last = last
    .then(() => runExport(job))
    // Its state says why it failed, and the next one must run.
    .catch(() => undefined)
    .finally(() => own.delete(exportId));
  return exportId;
}

const Role = z.object({ role: z.enum(["provider", "deployer", "both"]).catch("deployer") });

/** What the project said it is under the Act; who runs somebody's model is its deployer. */
async function projectRole(store: Store, projectId: string): Promise<z.infer<typeof Role>["role"]> {
  const [row] = await store.project(projectId).query({
    name: "role of the project",
    sql: `SELECT argMax(s.role, s.version) AS role FROM ledger_settings AS s
WHERE s.project = {project: String} AND s.deleted = 0 SETTINGS max_execution_time = 5, max_memory_usage = 100000000`,
    schema: Role,
  });
  return row?.role ?? "deployer";
}

/** Whether this process is at it, or will be. */
export function isQueued(exportId: string): boolean {
  return own.has(exportId);
}

/** Where archives are kept. */
export function exportFolder(): string {
  return path.resolve(webEnv().SPANLEDGER_DATA_DIR, "exports");
}
