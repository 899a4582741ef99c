import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { createStore } from "./create-store.ts";

const HOLDER = `
  const { createChdbConnection } = require("chdb/connection");
  createChdbConnection({ path: process.argv[1] });
  console.log("open");
  setInterval(() => {}, 1000);
`;

test("says in one sentence that another process has the data folder", async () => {
  const path = mkdtempSync(join(tmpdir(), "spanledger-lock-"));
  const holder = spawn(process.execPath, ["-e", HOLDER, path], {
    cwd: import.meta.dirname,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    await once(holder.stdout, "data");
    await expect(createStore({ path })).rejects.toMatchObject({
      name: "StoreLockedError",
      message: expect.stringContaining(`${path} is in use by another process`) as unknown,
    });
  } finally {
    holder.kill("SIGKILL");
    await once(holder, "exit");
  }
  const first = await createStore({ path });
  const second = await createStore({ path });
  await first.command("CREATE TABLE shared (x UInt8) ENGINE = MergeTree ORDER BY x");
  await first.insertRows("shared", [{ x: 1 }]);
  expect(await second.query({ sql: "SELECT x FROM shared", schema: z.object({ x: z.number() }) })).toEqual([{ x: 1 }]);
  await first.close();
  expect(await second.query({ sql: "SELECT x FROM shared", schema: z.object({ x: z.number() }) })).toEqual([{ x: 1 }]);
  await second.close();
  rmSync(path, { recursive: true, force: true });
});

test("says which folder it cannot open, and why", async () => {
  const path = join(import.meta.filename, "data");
  await expect(createStore({ path })).rejects.toMatchObject({
    name: "StoreUnavailableError",
    message: expect.stringContaining(path) as unknown,
  });
});
