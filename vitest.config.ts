import { defineConfig } from "vitest/config";

// One chDB engine per process and two cores: every test file gets a fork of its own, two at a time.
const isolated = {
  environment: "node",
  pool: "forks",
  isolate: true,
  testTimeout: 30_000,
  hookTimeout: 60_000,
} as const;

const project = (name: string, root: string) => ({
  test: { ...isolated, name, root, include: ["src/**/*.test.{ts,tsx}", "test/**/*.test.{ts,tsx}"] },
});

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      project("telemetry", "packages/telemetry"),
      project("ledger", "packages/ledger"),
      project("forecast", "packages/forecast"),
      project("calendar", "packages/calendar"),
      project("guard", "packages/guard"),
      project("evidence", "packages/evidence"),
      project("evidence-store", "packages/evidence-store"),
      project("verify", "packages/verify"),
      project("exporter", "packages/exporter"),
      project("alerts", "packages/alerts"),
      project("clickhouse", "packages/clickhouse"),
      project("ingest", "apps/ingest"),
      project("web", "apps/web"),
      project("standalone", "apps/standalone"),
      project("openai-app", "examples/openai-app"),
      { test: { ...isolated, name: "tools", root: "tools", include: ["**/*.test.ts"] } },
    ],
  },
});
