import { expect, test } from "vitest";
import { packRows, unpackRows } from "./pack-rows.ts";

const rows = Array.from({ length: 1000 }, (_, index) => ({
  id: index.toString(16).padStart(16, "0"),
  operation: index % 3 === 0 ? "chat" : "execute_tool",
  cost: index % 3 === 0 ? { total: `0.${index}` } : null,
  status: "unset",
  counted: index % 2 === 0,
}));

test("rows come back as they were, through JSON, and repeated values are sent once", () => {
  const sent = JSON.stringify(packRows(rows));
  expect(unpackRows(JSON.parse(sent))).toEqual(rows);
  expect(sent.length).toBeLessThan(JSON.stringify(rows).length / 2.5);
  expect(sent.match(/execute_tool/g)).toHaveLength(1);
});

test("no rows, one row and rows that are all alike", () => {
  for (const few of [[], rows.slice(0, 1), Array.from({ length: 5 }, () => ({ a: "", b: undefined }))]) {
    expect(unpackRows(packRows<object>(few))).toEqual(few);
  }
});
