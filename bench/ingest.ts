import { buildServer } from "./ingest/build-server.ts";
import { printReport, spansPerCpuSecond } from "./ingest/report.ts";
import { runOnce } from "./ingest/run-once.ts";
import { type BenchSettings, readSettings } from "./ingest/settings.ts";
import { withWorktree } from "./ingest/with-worktree.ts";

// HTTP to queryable: `npx tsx ingest.ts --seconds 10 --connections 32 --encoding protobuf|json --gzip --compare HEAD~5`
const ROUNDS = 3;
const settings = readSettings(process.argv.slice(2));
if (settings.compare === "") printReport(settings, await runOnce(settings, buildServer()));
else
  await withWorktree(settings.compare, (root) => compare(settings, { earlier: buildServer(root), now: buildServer() }));

/** In turns, so that what else the machine does hits both alike. */
async function compare(
  given: BenchSettings,
  servers: { readonly earlier: string; readonly now: string },
): Promise<void> {
  const ratios: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const earlier = spansPerCpuSecond(await runOnce(given, servers.earlier));
    const measured = await runOnce(given, servers.now);
    const now = spansPerCpuSecond(measured);
    ratios.push(now / earlier);
    if (round === ROUNDS) printReport(given, measured);
    process.stdout.write(
      `round ${round}: ${given.compare} ${earlier.toFixed(0)}, now ${now.toFixed(0)} spans per CPU-second, ratio ${(now / earlier).toFixed(2)}\n`,
    );
  }
  const middle = ratios.sort((left, right) => left - right)[Math.floor(ROUNDS / 2)] ?? 0;
  process.stdout.write(`median ratio ${middle.toFixed(2)}\n`);
}
