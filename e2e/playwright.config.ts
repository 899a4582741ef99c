import { defineConfig } from "@playwright/test";
import { chromiumPath } from "./support/chromium-path.ts";

export default defineConfig({
  testDir: "journeys",
  outputDir: "test-results",
  // Each journey starts a whole stack; two of them fill two cores.
  workers: 2,
  fullyParallel: false,
  retries: 0,
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
