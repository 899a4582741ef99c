import { checks } from "../checks/index.mjs";
import { runChecks } from "../lib/run-checks.mjs";

/** Counts each check as a test. */
export async function runStaticChecks() {
  const results = await runChecks(checks);
  const passed = results.filter((result) => result.passed).length;
  return { passed, failed: results.length - passed };
}
