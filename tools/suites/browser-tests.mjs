import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bin } from "../lib/bin.mjs";
import { root } from "../lib/root.mjs";
import { runVisibly } from "../lib/run-visibly.mjs";

/**
 * Runs the Playwright journeys against the built stack. A run that breaks off counts as one more failure.
 * @param {readonly string[]} [args] passed on to Playwright
 */
export async function runBrowserTests(args = []) {
  const folder = mkdtempSync(join(tmpdir(), "spanledger-e2e-"));
  const report = join(folder, "report.json");
  const code = await runVisibly([bin("playwright", "e2e"), "test", "--reporter=list,json", ...args], {
    cwd: join(root, "e2e"),
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });
  try {
    const { stats, errors } = JSON.parse(readFileSync(report, "utf8"));
    const failed = stats.unexpected + errors.length;
    return { passed: stats.expected + stats.flaky, failed: code !== 0 && failed === 0 ? 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
