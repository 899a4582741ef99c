import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";

interface Service {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
}

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const compose = parse(read("docker-compose.yml"), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};

test("the compose file starts ClickHouse, ingest and dashboard from one image", () => {
  const { clickhouse, ingest, web } = compose.services;
  expect(clickhouse?.image).toMatch(/^clickhouse\/clickhouse-server:\d/);
  expect([ingest?.command, web?.command]).toEqual([["ingest"], ["web"]]);
  expect(ingest?.image).toBe(web?.image);
  for (const service of [ingest, web]) {
    expect(service?.depends_on).toHaveProperty("clickhouse");
    expect(service?.environment?.["SPANLEDGER_CLICKHOUSE_URL"]).toContain("@clickhouse:8123");
  }
});

test("every setting in it exists and every volume it mounts is declared", () => {
  const known = read("apps/standalone/src/env.ts") + read("apps/web/src/server/env.ts");
  for (const service of Object.values(compose.services)) {
    const names = Object.keys(service.environment ?? {}).filter((name) => name.startsWith("SPANLEDGER_"));
    for (const name of names) expect(known).toContain(`${name}:`);
    for (const volume of service.volumes ?? []) expect(Object.keys(compose.volumes)).toContain(volume.split(":")[0]);
  }
});
