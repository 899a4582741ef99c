import { parseVkey } from "@spanledger/ledger";
import { LAW } from "../law/law-table.ts";
import type { ExportLog } from "../log/export-log.ts";
import type { WrittenLog } from "../log/write-log.ts";
import { DISCLAIMER } from "../report/build-report.ts";
import type { Tally } from "../report/tally.ts";
import type { ZipPart } from "../zip/zip-part.ts";
import { erasedFields } from "./erased-fields.ts";
import type { ExportOptions } from "./export-request.ts";

interface Made {
  readonly written: readonly WrittenLog[];
  readonly tally: Tally;
  readonly parts: readonly ZipPart[];
}

/** `manifest.json`, specification §5.2. Names are those of the format. */
export function manifestOf(options: ExportOptions, { written, tally, parts }: Made): object {
  const { request, nowMs, generator, policyDays, oldestLoggedUs, holds } = options;
  const total = (pick: (log: WrittenLog) => number): number => written.reduce((sum, log) => sum + pick(log), 0);
  const withheld = total((log) => log.withheld);
  return {
    format: "trace-export/1",
    export_id: request.exportId,
    created_at: new Date(nowMs).toISOString(),
    generator,
    requested_by: { role: request.requestedBy },
    purpose: request.purpose,
    scope: {
      project: request.project,
      system: request.system,
      ...(tally.annex3 === null ? {} : { annex3: tally.annex3 }),
      role: request.role,
    },
    period: {
      event_from: isoOf(request.fromUs),
      event_to: isoOf(request.toUs),
      lateness_s: request.latenessUs / 1_000_000,
    },
    logs: options.logs.map((log, n) => logOf(log, n, written[n])),
    redaction: { profile: request.redaction, withheld_fields: [...withheldNames(written)].sort() },
    counts: {
      records_by_kind: Object.fromEntries(tally.kinds),
      openings: { disclosed: total(({ disclosed }) => disclosed), erased: erasedFields(tally, written), withheld },
    },
    retention: {
      policy_days: policyDays,
      oldest: oldestLoggedUs === null ? null : isoOf(oldestLoggedUs),
      holds,
    },
    law: { act: LAW.act, amended_by: LAW.amendedBy, table_version: LAW.version },
    disclaimer: DISCLAIMER,
    files: [...parts]
      .sort((left, right) => (left.name < right.name ? -1 : 1))
      .map(({ name, sha256, bytes }) => ({ path: name, sha256, bytes })),
  };
}

function logOf(log: ExportLog, n: number, written: WrittenLog | undefined): object {
  const { entries = 0, inScope = 0, late = 0 } = written ?? {};
  const current = log.keys.find(({ toSize }) => toSize === null) ?? log.keys.at(-1);
  return {
    n,
    origin: log.origin,
    start: log.start.size,
    end: log.end.size,
    latest: log.latest.size,
    vkey_id: parseVkey(current?.vkey ?? "")?.keyId ?? "",
    entries,
    in_scope: inScope,
    out_of_scope: entries - inScope,
    late,
  };
}

function withheldNames(written: readonly WrittenLog[]): ReadonlySet<string> {
  return new Set(written.flatMap(({ withheldFields }) => [...withheldFields]));
}

function isoOf(us: number): string {
  return new Date(Math.floor(us / 1_000)).toISOString();
}
