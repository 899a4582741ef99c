import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@clickhouse/client";
import { createChdbConnection } from "chdb/connection";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { splitStatements } from "../migrate/split-statements.ts";
import type { AdjustmentRow } from "./adjustment-row.ts";
import type { Column } from "./column.ts";
import { encodeAdjustmentRows, encodeSpanContentRows, encodeSpanRows } from "./encode-rows.ts";
import { ROW_TABLES, type RowTable } from "./row-tables.ts";
import type { SpanContentRow } from "./span-content-row.ts";
import type { SpanRow } from "./span-row.ts";

const MIGRATIONS = join(import.meta.dirname, "../../../../clickhouse/migrations");
const directory = mkdtempSync(join(tmpdir(), "spanledger-rows-"));
const client = createClient({ connection: createChdbConnection({ path: ":memory:" }) } as never);

beforeAll(async () => {
  const files = readdirSync(MIGRATIONS).filter((name) => /^(000[123]|0140|0170)_/.test(name));
  for (const file of files) {
    const sql = readFileSync(join(MIGRATIONS, file), "utf8").replaceAll(/\$\{\w+\}/g, "");
    for (const query of splitStatements(sql)) await client.command({ query });
  }
});

afterAll(async () => {
  await client.close();
  rmSync(directory, { recursive: true, force: true });
});

describe.each(Object.entries(ROW_TABLES))("%s", (table, columns) => {
  test("has the columns of the table, in name and type", async () => {
    const inDatabase = await rowsOf<Column>(
      `SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = '${table}' ORDER BY position`,
    );
    expect(columns).toEqual(inDatabase);
  });

  test("gives back every value of every column", async () => {
    const rows = fc.sample(arbitraryRow(columns), { numRuns: 200, seed: 42 });
    const path = join(directory, `${table}.rowbinary`);
    writeFileSync(path, encode(table as RowTable, rows));
    const names = columns.map((column) => column.name).join(", ");
    await client.command({ query: `INSERT INTO ${table} (${names}) FROM INFILE '${path}' FORMAT RowBinary` });
    const stored = await rowsOf<Record<string, unknown>>(
      `SELECT ${columns.map(shown).join(", ")} FROM ${table} ORDER BY ${table}.seq`,
    );
    expect(stored).toEqual(rows.map((row) => asText(row, columns)).sort(bySeq));
  });
});

test("writes text of any length behind the right length", async () => {
  const texts = [0, 1, 47, 48, 49, 127, 128, 16_383, 16_384, 2_097_152].flatMap((length) => [
    "a".repeat(length),
    "é".repeat(length),
    "日".repeat(Math.floor(length / 2)),
    `${"a".repeat(length)}😀`,
  ]);
  const [template] = fc.sample(arbitraryRow(ROW_TABLES.span_content), { numRuns: 1, seed: 1 });
  const rows = texts.map((text, index) => ({ ...template, seq: BigInt(index), input_messages: text }));
  const path = join(directory, "texts.rowbinary");
  writeFileSync(path, encode("span_content", rows));
  await client.command({ query: "TRUNCATE TABLE span_content" });
  const names = ROW_TABLES.span_content.map((column) => column.name).join(", ");
  await client.command({ query: `INSERT INTO span_content (${names}) FROM INFILE '${path}' FORMAT RowBinary` });
  const stored = await rowsOf<{ text: string }>("SELECT input_messages AS text FROM span_content ORDER BY seq");
  expect(stored.map((row) => row.text)).toEqual(texts);
});

async function rowsOf<Row>(query: string): Promise<Row[]> {
  return (await client.query({ query, format: "JSONEachRow" })).json<Row>();
}

function encode(table: RowTable, rows: readonly unknown[]): Uint8Array {
  if (table === "spans") return encodeSpanRows(rows as readonly SpanRow[]);
  if (table === "span_content") return encodeSpanContentRows(rows as readonly SpanContentRow[]);
  return encodeAdjustmentRows(rows as readonly AdjustmentRow[]);
}

/** Time within one day: random weeks would make a part each. */
function arbitraryRow(columns: readonly Column[]): fc.Arbitrary<Record<string, unknown>> {
  let counter = 0n;
  const entries = columns.map(({ name, type }): [string, fc.Arbitrary<unknown>] => {
    if (name === "seq") return [name, fc.constant(null).map(() => (counter += 4_000_000_007n))];
    return [name, arbitraryValue(name, type)];
  });
  return fc.record(Object.fromEntries(entries));
}

function arbitraryValue(name: string, type: string): fc.Arbitrary<unknown> {
  const text = fc.oneof(fc.string({ unit: "grapheme", maxLength: 60 }), fc.constant(""), fc.constant("gpt-4o"));
  const money = fc.bigInt({ min: -999_999_999_999_999_999n, max: 999_999_999_999_999_999n });
  const fixed = /^FixedString\((\d+)\)$/.exec(type);
  if (fixed) return hex(Number(fixed[1]));
  if (type.startsWith("Enum8")) return fc.constantFrom(...[...type.matchAll(/'(\w+)'/g)].map((match) => match[1]));
  if (type.startsWith("DateTime64(9"))
    return fc.bigInt({ min: 1_790_000_000_000_000_000n, max: 1_790_000_086_399_999_999n });
  if (type.startsWith("DateTime64(3")) return fc.bigInt({ min: 1_790_000_000_000n, max: 1_790_000_086_399n });
  if (type.startsWith("Nullable")) return fc.option(money);
  if (type.startsWith("Decimal")) return money;
  if (type.startsWith("Array")) return fc.array(text, { maxLength: 4 });
  if (type.startsWith("Map"))
    return fc
      .uniqueArray(fc.tuple(text, text), { maxLength: 6, selector: ([key]) => key })
      .map((pairs) => new Map(pairs));
  if (type === "UInt8") return fc.integer({ min: 0, max: 255 });
  if (type === "Int8") return fc.integer({ min: -128, max: 127 });
  if (type === "UInt32") return fc.integer({ min: 0, max: 4_294_967_295 });
  if (name.endsWith("_ns")) return fc.bigInt({ min: 0n, max: 18_446_744_073_709_551_615n });
  if (type === "UInt64") return fc.oneof(fc.maxSafeNat(), fc.nat());
  if (type === "Int64") return fc.oneof(fc.maxSafeInteger(), fc.integer());
  return text;
}

function hex(bytes: number): fc.Arbitrary<string> {
  return fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((value) => Buffer.from(value).toString("hex"));
}

/** Everything as text, so that 64-bit numbers and decimals are compared to the last digit. */
function shown({ name, type }: Column): string {
  if (type.startsWith("FixedString")) return `lower(hex(${name})) AS ${name}`;
  if (type.startsWith("DateTime64(9")) return `toString(toUnixTimestamp64Nano(${name})) AS ${name}`;
  if (type.startsWith("DateTime64(3")) return `toString(toUnixTimestamp64Milli(${name})) AS ${name}`;
  if (type.startsWith("Nullable"))
    return `if(isNull(${name}), NULL, toString(reinterpretAsInt64(assumeNotNull(${name})))) AS ${name}`;
  if (type.startsWith("Decimal")) return `toString(reinterpretAsInt64(${name})) AS ${name}`;
  if (type.startsWith("Array") || type.startsWith("Map")) return name;
  return `toString(${name}) AS ${name}`;
}

function asText(row: Record<string, unknown>, columns: readonly Column[]): Record<string, unknown> {
  return Object.fromEntries(columns.map(({ name }) => [name, textOf(row[name])]));
}

function textOf(value: unknown): unknown {
  if (value === null || Array.isArray(value)) return value;
  return value instanceof Map ? Object.fromEntries(value) : `${value as string | number | bigint}`;
}

function bySeq(left: Record<string, unknown>, right: Record<string, unknown>): number {
  return Number(BigInt(String(left["seq"])) - BigInt(String(right["seq"])));
}
