// `npm test`: everything, on a fresh clone. The last line is `N passed, N failed` and nothing else.
const totals = { passed: 0, failed: 0 };
const add = ({ passed, failed }) => {
  totals.passed += passed;
  totals.failed += failed;
};

try {
  const { installIfNeeded } = await import("./lib/install.mjs");
  const { buildIfStale } = await import("./lib/build.mjs");
  const { runStaticChecks } = await import("./suites/static-checks.mjs");
  const { runUnitTests } = await import("./suites/unit-tests.mjs");
  const { runBrowserTests } = await import("./suites/browser-tests.mjs");
  await installIfNeeded();
  add(await runStaticChecks());
  add(await runUnitTests());
  await buildIfStale();
  add(await runBrowserTests());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  totals.failed += 1;
}
process.exitCode = totals.failed === 0 ? 0 : 1;
process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed\n`);
