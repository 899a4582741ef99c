import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadDemo } from "./load-demo.ts";

const NOW = Date.UTC(2026, 10, 20, 14);
let folder = "";
let server: Server;
let bodies: Buffer[] = [];
let accepts = Number.POSITIVE_INFINITY;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "spanledger-demo-"));
  bodies = [];
  accepts = Number.POSITIVE_INFINITY;
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const accepted = bodies.length < accepts;
      if (accepted) bodies.push(Buffer.concat(chunks));
      response.writeHead(accepted ? 200 : 500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterEach(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

function load(nowMs: number): Promise<number> {
  return loadDemo({
    progressFile: join(folder, "demo.json"),
    ingestUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: "k",
    nowMs,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
}

test("is sent once", async () => {
  expect(await load(NOW)).toBeGreaterThan(40_000);
  const requests = bodies.length;
  expect(await load(NOW + 1)).toBe(0);
  expect(bodies).toHaveLength(requests);
});

test("an interrupted load goes on with the same spans where it stopped", async () => {
  const whole = await load(NOW);
  const uninterrupted = bodies;
  await rm(join(folder, "demo.json"));
  bodies = [];
  accepts = 5;
  await expect(load(NOW)).rejects.toThrow("Ingest answered 500");
  accepts = Number.POSITIVE_INFINITY;
  const rest = await load(NOW + 3_600_000);
  expect(rest).toBeLessThan(whole);
  expect(Buffer.concat(bodies).equals(Buffer.concat(uninterrupted))).toBe(true);
});
