import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { emptyFolder, runToEnd, startStack } from "../support/stack.ts";

const FREE_PORTS = ["--ingest-port=0", "--web-port=0", "--demo=false"];

test("a taken port is named, with the flag that changes it", async () => {
  const folder = await emptyFolder();
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const { port } = taken.address() as AddressInfo;
  try {
    for (const flag of ["--ingest-port", "--web-port"]) {
      const { code, output } = await runToEnd([...FREE_PORTS, `--data-dir=${folder.path}`, `${flag}=${port}`]);
      expect(code).toBe(1);
      expect(output).toContain(
        `Port ${port} on 127.0.0.1 is taken: stop what uses it, or choose another with ${flag}=<port>.`,
      );
      expect(output).not.toContain("    at ");
    }
  } finally {
    taken.close();
    await folder.remove();
  }
});

test("a data folder that another process uses is named", async () => {
  const folder = await emptyFolder();
  const first = await startStack({ dataDir: folder.path });
  try {
    const { code, output } = await runToEnd([...FREE_PORTS, `--data-dir=${folder.path}`]);
    expect(code).toBe(1);
    expect(output.trim().split("\n")).toHaveLength(1);
    expect(output).toContain(folder.path);
    expect(output).toMatch(/in use by/);
  } finally {
    await first.stop();
    await folder.remove();
  }
});

test("a wrong value names its variable and stops the start", async () => {
  const { code, output } = await runToEnd([], { SPANLEDGER_WEB_PORT: "eighty" });
  expect(code).toBe(1);
  expect(output).toContain('SPANLEDGER_WEB_PORT is wrong. "eighty" cannot be used');
});

test("a folder that cannot be written to is named", async () => {
  const folder = await emptyFolder();
  try {
    await writeFile(join(folder.path, "file"), "");
    const { code, output } = await runToEnd([...FREE_PORTS, `--data-dir=${join(folder.path, "file", "data")}`]);
    expect(code).toBe(1);
    expect(output).toContain("cannot be written to: choose another with --data-dir=<folder>");
  } finally {
    await folder.remove();
  }
});

test("a ClickHouse server that does not answer is named", async () => {
  const folder = await emptyFolder();
  try {
    const { code, output } = await runToEnd([
      ...FREE_PORTS,
      `--data-dir=${folder.path}`,
      "--clickhouse-url=http://127.0.0.1:9",
    ]);
    expect(code).toBe(1);
    expect(output).toContain("ClickHouse is not available");
  } finally {
    await folder.remove();
  }
});
