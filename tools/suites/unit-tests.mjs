import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bin } from "../lib/bin.mjs";
import { runVisibly } from "../lib/run-visibly.mjs";

/** Runs all Vitest projects. A run that breaks off counts as one more failure, so it can never look green. */
export async function runUnitTests() {
  const folder = mkdtempSync(join(tmpdir(), "spanledger-vitest-"));
  const report = join(folder, "report.json");
  const code = await runVisibly([
    bin("vitest"),
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
    // A file that does not load has no tests of its own in the report.
    const brokenFiles = testResults.filter(
      (file) => file.status === "failed" && file.assertionResults.length === 0,
    ).length;
    const failed = numFailedTests + brokenFiles;
    return { passed: numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
