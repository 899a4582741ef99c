import { z } from "zod";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { timeText } from "../settings/time-text.ts";
import type { Store } from "../store/store.ts";

export type ExportState = "requested" | "running" | "ready" | "failed" | "deleted";

/** An evidence export that was asked for, and how far it is. Times are UTC: microseconds (us) or milliseconds (ms). */
export interface EvidenceExport {
  readonly id: string;
  readonly state: ExportState;
  /** What is being done, in a few words. */
  readonly step: string;
  /** 0 to 1. */
  readonly progress: number;
  readonly system: string;
  readonly fromUs: number;
  readonly toUs: number;
  readonly purpose: string;
  readonly profile: string;
  readonly entries: number;
  readonly records: number;
  readonly bytes: number;
  /** SHA-256 of the archive and of its manifest, hex; "" until it is ready. */
  readonly sha256: string;
  readonly manifestSha256: string;
  readonly file: string;
  /** Of the access record in the log. */
  readonly recordId: string;
  /** One sentence when it failed. */
  readonly error: string;
  readonly requestedBy: string;
  readonly requestedAtMs: number;
  readonly finishedAtMs: number | null;
  /** Grows with each change; the time of the change in milliseconds. */
  readonly version: number;
}

const Count = z.string().transform(Number);
const Row = z.object({
  id: z.string(),
  state: z.enum(["requested", "running", "ready", "failed", "deleted"]),
  step: z.string(),
  progress: z.number(),
  system: z.string(),
  from_us: Count,
  to_us: Count,
  purpose: z.string(),
  profile: z.string(),
  entries: Count,
  records: Count,
  bytes: Count,
  sha256: z.string(),
  manifest_sha256: z.string(),
  file: z.string(),
  record_id: z.string(),
  error: z.string(),
  requested_by: z.string(),
  requested_ms: Count,
  finished_ms: Count.nullable(),
  version: Count,
});

export interface EvidenceExports {
  /** Newest first, at most 200. */
  readonly list: () => Promise<EvidenceExport[]>;
  readonly get: (id: string) => Promise<EvidenceExport | undefined>;
  /** Writes the next state; `version` is set. */
  readonly put: (state: Omit<EvidenceExport, "version">, nowMs: number) => Promise<void>;
}

/** The exports of one project: each change is a new row, the newest version of an id holds. */
export function evidenceExports(store: Store, projectId: string): EvidenceExports {
  const reader = store.project(projectId);
  const read = async (id: string): Promise<EvidenceExport[]> => {
    const rows = await reader.query({
      name: "evidence exports",
      sql: `
SELECT x.id AS id, x.state AS state, x.step AS step, x.progress AS progress, x.system AS system,
  toUnixTimestamp64Micro(x.event_from) AS from_us, toUnixTimestamp64Micro(x.event_to) AS to_us, x.purpose AS purpose,
  x.profile AS profile, x.entries AS entries, x.records AS records, x.bytes AS bytes, x.sha256 AS sha256,
  x.manifest_sha256 AS manifest_sha256, x.file AS file, x.record_id AS record_id, x.error AS error,
  x.requested_by AS requested_by, toUnixTimestamp64Milli(x.requested_at) AS requested_ms,
  toUnixTimestamp64Milli(x.finished_at) AS finished_ms, x.version AS version
FROM exports AS x FINAL
WHERE x.project = {project: String} AND ({id: String} = '' OR x.id = {id: String})
ORDER BY x.requested_at DESC LIMIT 200
${QUERY_LIMITS}`,
      params: { id },
      schema: Row,
    });
    return rows.map(toExport);
  };
  return {
    list: () => read(""),
    get: async (id) => (await read(id))[0],
    put: (state, nowMs) => store.insertRows("exports", [toRow(projectId, state, nowMs)]),
  };
}

function toExport({ from_us, to_us, requested_ms, finished_ms, ...row }: z.infer<typeof Row>): EvidenceExport {
  const { manifest_sha256, record_id, requested_by, ...rest } = row;
  return {
    ...rest,
    fromUs: from_us,
    toUs: to_us,
    manifestSha256: manifest_sha256,
    recordId: record_id,
    requestedBy: requested_by,
    requestedAtMs: requested_ms,
    finishedAtMs: finished_ms,
  };
}

function toRow(project: string, state: Omit<EvidenceExport, "version">, nowMs: number): object {
  return {
    project,
    id: state.id,
    state: state.state,
    step: state.step,
    progress: state.progress,
    system: state.system,
    event_from: microText(state.fromUs),
    event_to: microText(state.toUs),
    purpose: state.purpose,
    profile: state.profile,
    options: "",
    entries: String(state.entries),
    records: String(state.records),
    bytes: String(state.bytes),
    sha256: state.sha256,
    manifest_sha256: state.manifestSha256,
    file: state.file,
    record_id: state.recordId,
    error: state.error,
    requested_by: state.requestedBy,
    requested_at: timeText(state.requestedAtMs),
    finished_at: state.finishedAtMs === null ? null : timeText(state.finishedAtMs),
    version: String(nowMs),
  };
}

/** Microseconds as ClickHouse reads a DateTime64(6). */
function microText(us: number): string {
  const fraction = String(us % 1_000_000).padStart(6, "0");
  return `${new Date(Math.floor(us / 1_000)).toISOString().slice(0, 19).replace("T", " ")}.${fraction}`;
}
