import { expect, test } from "vitest";
import { readIngestEnv } from "./env.ts";

test("everything has a default", () => {
  expect(readIngestEnv({ SPANLEDGER_DATA_DIR: "/data" })).toMatchObject({
    host: "127.0.0.1",
    port: 4318,
    spoolDirectory: "/data/spool",
    rollupQuietMs: 10_000,
    spool: { segmentMaxBytes: 33_554_432, segmentMaxAgeMs: 700 },
    limits: { connections: 2_000 },
  });
});

test("sizes are megabytes, times are as their name says, an empty value is none", () => {
  const env = readIngestEnv({
    SPANLEDGER_SPOOL_MAX_MB: "100",
    SPANLEDGER_ROLLUP_QUIET_SECONDS: "0.5",
    SPANLEDGER_INGEST_PORT: "",
    SPANLEDGER_CORS_ORIGINS: "https://a.example, https://b.example",
  });
  expect(env.spool?.maxBytes).toBe(104_857_600);
  expect(env.rollupQuietMs).toBe(500);
  expect(env.port).toBe(4318);
  expect(env.cors?.allowedOrigins).toEqual(["https://a.example", "https://b.example"]);
});

test.each([
  ["SPANLEDGER_INGEST_PORT", "70000"],
  ["SPANLEDGER_SPOOL_MAX_MB", "much"],
  ["SPANLEDGER_SEGMENT_MAX_AGE_MS", "5000"],
  ["SPANLEDGER_CLICKHOUSE_URL", "clickhouse:8123"],
  ["SPANLEDGER_LOG_LEVEL", "loud"],
])("a wrong %s names itself and its value", (name, value) => {
  expect(() => readIngestEnv({ [name]: value })).toThrow(`${name} is wrong. "${value}" cannot be used`);
});
