import { defineConfig } from "@playwright/test";
import { chromiumPath } from "./support/chromium-path.ts";

export default defineConfig({
  testDir: "journeys",
  outputDir: "test-results",
  // Each journey starts a whole stack; two of them fill two cores.
  workers: 2,
  fullyParallel: false,
  // A second try is listed as flaky: a machine that is busy elsewhere must not hide what a journey says.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    timezoneId: "UTC",
    locale: "en-GB",
    launchOptions: {
      executablePath: await chromiumPath(),
      args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-zygote"],
    },
  },
});
