import type { ProjectReader } from "@spanledger/clickhouse";
import {
  commitField,
  decodeTargets,
  ERASING_ACTS,
  type ErasureTarget,
  type JsonValue,
  openDisclosure,
} from "@spanledger/ledger";
import { z } from "zod";
import { readOpenings } from "../read/read-openings.ts";

export interface Erased {
  field(index: number, name: string): boolean;
  body(index: number): boolean;
}

const Row = z.object({ idx: z.string().transform(Number), body: z.string(), record_id: z.string() });
const Body = z.object({ d: z.object({ act: z.string() }), c: z.record(z.string(), z.string()) });

/** What the log's own erasure records say is gone. One covers only records before it, and only with the committed targets. */
export async function readErased(
  reader: ProjectReader,
  { log, size }: { readonly log: string; readonly size: number },
): Promise<Erased> {
  const rows = await reader.query({
    name: "erasures of a log",
    sql: `SELECT idx, body, record_id FROM ledger_entries AS e
      WHERE project = {project: String} AND log = {log: String} AND kind = 'erasure' AND body != ''
      ORDER BY e.idx SETTINGS max_execution_time = 60, max_memory_usage = 1000000000`,
    params: { log },
    schema: Row,
  });
  const openings = await readOpenings(reader, { log, from: 0, to: size });
  const targets = rows.flatMap(({ idx, body, record_id: id }) => {
    const { d, c } = Body.parse(JSON.parse(body));
    const given = openings.get(id)?.find(({ field }) => field === "targets");
    if (given === undefined || !ERASING_ACTS.has(d.act)) return [];
    const value = JSON.parse(given.value) as JsonValue;
    const { disclosure } = commitField({ name: "targets", value, salt: given.salt });
    if (openDisclosure({ name: "targets", digest: c["targets"] ?? "", disclosure }).status !== "disclosed") return [];
    const decoded = decodeTargets(value) ?? [];
    return decoded.filter(({ last }) => last < idx).map((target) => ({ ...target, act: d.act }));
  });
  return coverage(targets);
}

function coverage(targets: readonly (ErasureTarget & { readonly act: string })[]): Erased {
  const single = new Map<number, Set<string>>();
  const ranges: (ErasureTarget & { readonly act: string })[] = [];
  for (const target of targets) {
    const { first, last, fields } = target;
    if (first !== last || fields === undefined) ranges.push(target);
    else single.set(first, new Set([...(single.get(first) ?? []), ...fields]));
  }
  const inRange = (index: number, matches: (target: ErasureTarget & { readonly act: string }) => boolean) =>
    ranges.some((target) => index >= target.first && index <= target.last && matches(target));
  return {
    field: (index, name) =>
      single.get(index)?.has(name) === true ||
      inRange(index, ({ fields }) => fields === undefined || fields.includes(name)),
    body: (index) => inRange(index, ({ fields, act }) => fields === undefined && act !== "erase_fields"),
  };
}
