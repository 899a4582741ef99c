import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createStore } from "@spanledger/clickhouse";
import { expect, test } from "vitest";
import { z } from "zod";
import { toParquet } from "./to-parquet.ts";

test("another engine reads the rows as they are: exact amounts, text that looks like a number, and nothing", async () => {
  const folder = await mkdtemp(join(tmpdir(), "spanledger-parquet-"));
  const store = await createStore({ path: join(folder, "db") });
  try {
    const columns = [
      { name: "version", isFigure: false },
      { name: "spend EUR", isFigure: true },
      { name: "share", isFigure: true },
      { name: "calls", isFigure: true },
    ];
    const rows = [
      ["1", "-12.345678901234", 0.25, 3],
      ['ü, "x"', "0.000000000001", null, 0],
      [null, null, -1.5, null],
    ];
    const file = join(folder, "rows.parquet");
    await writeFile(file, new Uint8Array(toParquet(columns, rows)));
    const read = await store.query({
      sql: `SELECT * FROM file('${file}', Parquet) SETTINGS max_execution_time = 20`,
      schema: z.unknown(),
    });
    expect(read).toEqual([
      { version: "1", "spend EUR": "-12.345678901234", share: 0.25, calls: "3" },
      { version: 'ü, "x"', "spend EUR": "0.000000000001", share: null, calls: "0" },
      { version: null, "spend EUR": null, share: -1.5, calls: null },
    ]);
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
});
