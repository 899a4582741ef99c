import { buildServer } from "./ingest/build-server.ts";
import { printReport } from "./ingest/report.ts";
import { runOnce } from "./ingest/run-once.ts";
import { readSettings } from "./ingest/settings.ts";

// Half an hour at a steady rate: `npx tsx soak.ts --seconds 1800 --rate 3000 --pad 700`. Fails on a lost span or growing memory.
const MAX_GROWTH = 1.15;
const settings = readSettings(["--seconds", "1800", "--rate", "3000", "--pad", "700", ...process.argv.slice(2)]);
const measured = await runOnce(settings, buildServer());
printReport(settings, measured);
const { rss = [], stored } = measured.served;
process.stdout.write(`RSS every 10 s, MiB: ${rss.join(" ")}\n`);
const growth = mean(quarter(3)) / mean(quarter(1));
process.stdout.write(`RSS of the last quarter over that of the second: ${growth.toFixed(2)}\n`);
if (stored.spans !== measured.generated.spans) fail("what is stored is not what was acknowledged");
if (growth > MAX_GROWTH) fail("memory grows");

function quarter(index: number): readonly number[] {
  const length = Math.floor(rss.length / 4);
  return rss.slice(index * length, (index + 1) * length);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function fail(what: string): void {
  process.stderr.write(`The soak failed: ${what}.\n`);
  process.exitCode = 1;
}
