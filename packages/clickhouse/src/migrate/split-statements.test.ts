import { expect, test } from "vitest";
import { splitStatements } from "./split-statements.ts";

test("splits at semicolons of the SQL, not at those of comments and texts", () => {
  const sql =
    "-- one; two\nCREATE TABLE a (x String DEFAULT 'a;''b\\';'); /* ; */\nSELECT `a;b` FROM \"c;d\"; -- end;\n";
  expect(splitStatements(sql)).toEqual([
    "-- one; two\nCREATE TABLE a (x String DEFAULT 'a;''b\\';')",
    '/* ; */\nSELECT `a;b` FROM "c;d"',
  ]);
});
