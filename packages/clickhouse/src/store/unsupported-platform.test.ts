import { expect, test, vi } from "vitest";
import { createStore } from "./create-store.ts";

vi.mock("chdb/connection", () => {
  throw new Error("no native package for this machine");
});

test("says that a ClickHouse URL is needed where there is no embedded engine", async () => {
  await expect(createStore({ path: import.meta.dirname })).rejects.toMatchObject({
    name: "UnsupportedPlatformError",
    message: expect.stringContaining("SPANLEDGER_CLICKHOUSE_URL") as unknown,
  });
});
