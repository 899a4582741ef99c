import { buildServer } from "./ingest/build-server.ts";
import { spansPerCpuSecond } from "./ingest/report.ts";
import { runOnce } from "./ingest/run-once.ts";
import { readSettings } from "./ingest/settings.ts";

// Every way to send: `npx tsx ingest-matrix.ts --seconds 8 --pad 700`, one line per run.
const settings = readSettings(process.argv.slice(2));
const server = buildServer();
const COLUMNS = ["connections", "encoding", "spans/s", "per CPU-s", "ack p50 ms", "ack p99 ms", "RSS MiB", "kept"];
process.stdout.write(`${row(COLUMNS)}\n`);
for (const connections of [1, 32, 256]) {
  for (const encoding of ["protobuf", "json"] as const) {
    for (const gzip of [false, true]) {
      const measured = await runOnce({ ...settings, connections, encoding, gzip }, server);
      const { generated, served } = measured;
      const figures = [
        generated.measuredSpans / generated.seconds,
        spansPerCpuSecond(measured),
        generated.p50,
        generated.p99,
        served.peakRss / 1_048_576,
      ].map((figure) => figure.toFixed(0));
      const kept = served.stored.spans === generated.spans ? "all" : "NOT EQUAL";
      process.stdout.write(`${row([String(connections), gzip ? `${encoding} gzip` : encoding, ...figures, kept])}\n`);
    }
  }
}

function row(cells: readonly string[]): string {
  return cells.map((cell) => cell.padEnd(13)).join(" ");
}
