import { checks } from "./checks/index.mjs";
import { runChecks } from "./lib/run-checks.mjs";

const results = await runChecks(checks);
process.exitCode = results.every((result) => result.passed) ? 0 : 1;
