import type { ProjectReader } from "@spanledger/clickhouse";
import { z } from "zod";

const Row = z.object({
  id: z.string(),
  log: z.string(),
  index: z.string().transform(Number),
  kind: z.enum(["oversight", "change", "evaluation", "risk", "notice"]),
  system: z.string(),
  loggedAtMs: z.string().transform(Number),
  body: z.string(),
});
const Body = z.object({
  d: z.record(z.string(), z.unknown()).optional(),
  risk: z.array(z.string()).optional(),
  notice: z.record(z.string(), z.unknown()).optional(),
});

/** A record that a page or the API handed in. */
export interface HandRecord extends Omit<z.infer<typeof Row>, "body"> {
  /** What it says, in a few words of the record itself. */
  readonly summary: string;
}

/** The newest records of a project that no span brought, but for incidents; at most 100. */
export async function readHandRecords(reader: ProjectReader): Promise<HandRecord[]> {
  const rows = await reader.query({
    name: "records of pages and API",
    sql: `SELECT e.record_id AS id, e.log AS log, toString(e.idx) AS index, e.kind AS kind, e.sys AS system,
        toString(toUnixTimestamp64Milli(toDateTime64(e.logged_at, 3, 'UTC'))) AS loggedAtMs, e.body AS body
      FROM ledger_entries AS e WHERE e.project = {project: String} AND e.record_id != '' AND e.body != ''
        AND e.kind IN ('oversight', 'change', 'evaluation', 'risk', 'notice')
      ORDER BY e.logged_at DESC, e.idx DESC LIMIT 100 SETTINGS max_execution_time = 10, max_memory_usage = 1000000000`,
    schema: Row,
  });
  return rows.map(({ body, ...row }) => ({ ...row, summary: summaryOf(Body.parse(JSON.parse(body))) }));
}

function summaryOf({ d, risk, notice }: z.infer<typeof Body>): string {
  if (risk !== undefined) return risk.join(", ");
  const said = Object.entries(d ?? notice ?? {}).map(([name, value]) => `${name} ${textOf(value)}`);
  return said.join(", ");
}

function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  const { i } = value as { readonly i?: unknown };
  return typeof i === "number" ? `#${i}` : JSON.stringify(value);
}
