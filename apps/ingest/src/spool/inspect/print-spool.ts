import { inspectSpool, type SegmentReport } from "./inspect-spool.ts";

/** The command `spanledger spool inspect <folder>`: one line per segment, then the sum. Returns the exit code: 1 when something is damaged. */
export async function printSpool(directory: string, write: (line: string) => void): Promise<number> {
  const reports = await inspectSpool(directory);
  for (const report of reports) {
    write(lineOf(report));
    for (const note of report.notes) write(`  ${note}`);
  }
  const spans = reports.reduce((sum, report) => sum + (report.rows["spans"] ?? 0), 0);
  const bytes = reports.reduce((sum, report) => sum + report.bytes, 0);
  const damaged = reports.filter((report) => report.state === "damaged").length;
  write(`${reports.length} segments, ${bytes} bytes, ${spans} spans, ${damaged} damaged`);
  return damaged === 0 ? 0 : 1;
}

function lineOf(report: SegmentReport): string {
  const rows = Object.entries(report.rows).map(([table, count]) => `${table} ${count}`);
  const where = report.quarantined ? "quarantine/" : "";
  return `${where}${report.name}  ${report.state}  ${report.bytes} bytes  ${report.commits} commits  ${rows.join("  ")}  ${report.createdAt}`;
}
