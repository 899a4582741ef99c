import { afterEach, expect, test, vi } from "vitest";
import { readEnv } from "./env.ts";

afterEach(() => vi.unstubAllEnvs());

test("flags win over the environment, the environment over defaults", () => {
  vi.stubEnv("SPANLEDGER_WEB_PORT", "8080");
  vi.stubEnv("SPANLEDGER_INGEST_PORT", "9000");
  const env = readEnv({ SPANLEDGER_INGEST_PORT: "9001" });
  expect(env).toMatchObject({
    SPANLEDGER_WEB_PORT: 8080,
    SPANLEDGER_INGEST_PORT: 9001,
    SPANLEDGER_HOST: "127.0.0.1",
    SPANLEDGER_DEMO: true,
  });
});

test.each([
  ["SPANLEDGER_WEB_PORT", "80k", 'SPANLEDGER_WEB_PORT is wrong. "80k" cannot be used'],
  ["SPANLEDGER_WEB_PORT", "70000", 'SPANLEDGER_WEB_PORT is wrong. "70000" cannot be used'],
  ["SPANLEDGER_DEMO", "yes please", 'SPANLEDGER_DEMO is wrong. "yes please" cannot be used: expected true or false.'],
  ["SPANLEDGER_CLICKHOUSE_URL", "localhost", "SPANLEDGER_CLICKHOUSE_URL is wrong."],
])("%s=%s names itself and stops the start", (name, value, message) => {
  expect(() => readEnv({ [name]: value })).toThrow(message);
});

test("a wrong key is not shown", () => {
  expect(() => readEnv({ SPANLEDGER_INGEST_KEY: "geheim" })).toThrow(
    /^SPANLEDGER_INGEST_KEY is wrong\. The value cannot be used/,
  );
});
