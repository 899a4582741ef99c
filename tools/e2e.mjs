import { buildIfStale } from "./lib/build.mjs";
import { installIfNeeded } from "./lib/install.mjs";
import { main } from "./lib/main.mjs";
import { runBrowserTests } from "./suites/browser-tests.mjs";

await main(async () => {
  await installIfNeeded();
  await buildIfStale();
  const { passed, failed } = await runBrowserTests(process.argv.slice(2));
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
