import { logFacts, type ProjectReader, readRecordsOfPeriod } from "@spanledger/clickhouse";
import {
  buildReport,
  createTally,
  type DutyVerdict,
  judgeDuty,
  LAW,
  type Report,
  type ReportFacts,
} from "@spanledger/evidence";
import { decodeEntry, scopeTag } from "@spanledger/ledger";

export interface CoverageQuestion {
  readonly reader: ProjectReader;
  readonly system: string;
  /** UTC microseconds, `toUs` exclusive. */
  readonly fromUs: number;
  readonly toUs: number;
  readonly nowMs: number;
}

export interface Coverage {
  readonly duties: readonly DutyVerdict[];
  /** The sections of a report, without those that only an export has. */
  readonly report: Report;
  readonly records: number;
  /** Newer records were not counted: the page has only so much time. An export counts all. */
  readonly isCut: boolean;
  readonly lawVersion: string;
}

const BATCH = 20_000;
const MAX_RECORDS = 300_000;
const DAY_US = 86_400_000_000;

/** What the records of a system hold for each duty, by the rules of the export's own report. */
export async function readCoverage(question: CoverageQuestion): Promise<Coverage> {
  const { reader, system, fromUs, toUs } = question;
  const tally = createTally();
  const own = scopeTag(reader.projectId, system);
  let after: { readonly log: string; readonly index: number } | undefined;
  let read = 0;
  let isCut = false;
  for (;;) {
    const rows = await readRecordsOfPeriod(reader, { system, fromUs, toUs, limit: BATCH, ...(after && { after }) });
    for (const row of rows) {
      const decoded = decodeEntry(row.entry);
      tally.visit(
        { ...row, body: row.body === null ? null : Buffer.from(row.body), openings: null },
        decoded.status === "entry" && Buffer.from(decoded.entry.scope).equals(own),
      );
    }
    read += rows.length;
    after = rows.at(-1);
    if (rows.length < BATCH) break;
    isCut = read >= MAX_RECORDS;
    if (isCut) break;
  }
  const counted = tally.result();
  const facts = await factsOf(question, counted.days.size);
  return {
    duties: LAW.duties.map((duty) => judgeDuty(duty, counted, facts)),
    report: buildReport(counted, facts),
    records: counted.records,
    isCut,
    lawVersion: LAW.version,
  };
}

async function factsOf({ reader, system, fromUs, toUs, nowMs }: CoverageQuestion, days: number): Promise<ReportFacts> {
  const { oldestLoggedUs, holds } = await logFacts(reader);
  const nowUs = nowMs * 1_000;
  return {
    project: reader.projectId,
    system,
    role: "",
    purpose: "internal",
    requestedBy: "",
    createdAtMs: nowMs,
    from: dayOf(fromUs),
    to: dayOf(toUs - 1),
    latenessDays: 0,
    logs: [],
    days: { count: days, of: Math.max(days, Math.ceil((Math.min(toUs, nowUs) - fromUs) / DAY_US)) },
    keptDays: oldestLoggedUs === null ? 0 : Math.floor((nowUs - oldestLoggedUs) / DAY_US),
    retentionFloorDays: LAW.retentionFloorDays,
    exportsBefore: 0,
    openings: { disclosed: 0, erased: 0, withheld: 0 },
    holds,
    erasures: 0,
  };
}

function dayOf(us: number): string {
  return new Date(Math.floor(us / 1_000)).toISOString().slice(0, 10);
}
