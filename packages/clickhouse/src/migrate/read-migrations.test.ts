import { expect, test } from "vitest";
import { readMigrations } from "./read-migrations.ts";

const statements = (variables: Parameters<typeof readMigrations>[1]) =>
  readMigrations(undefined, variables).flatMap((migration) => migration.statements);

test("a cluster gets the same tables, replicated and everywhere", () => {
  for (const statement of statements({ engine: "Replicated", cluster: "main" })) {
    expect(statement).toMatch(/^(CREATE|ALTER) .* ON CLUSTER main|^INSERT INTO/m);
    expect(statement).not.toMatch(/ENGINE = (?!Replicated)/);
  }
});

test("no variable is left open and every statement can run twice", () => {
  for (const statement of statements({})) {
    expect(statement).not.toContain("${");
    // A new roll-up is filled with what is stored, but only while it is empty.
    expect(statement).toMatch(
      /IF NOT EXISTS|MODIFY SETTING|MODIFY COLUMN|^INSERT INTO (\w+)[^]*\(SELECT count\(\) FROM \1\) = 0/m,
    );
  }
});

test("files are numbered once each, in order", () => {
  const numbers = readMigrations().map((migration) => migration.number);
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
});
