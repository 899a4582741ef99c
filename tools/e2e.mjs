import { runBrowserTests } from "./suites/browser-tests.mjs";
import { buildIfStale } from "./lib/build.mjs";
import { installIfNeeded } from "./lib/install.mjs";

await installIfNeeded();
await buildIfStale();
const { passed, failed } = await runBrowserTests(process.argv.slice(2));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
