import { join } from "node:path";
import { openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { readExportRows, readRecords } from "@spanledger/evidence-store";
import { openDisclosure } from "@spanledger/ledger";
import fc from "fast-check";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openEvidence } from "../src/evidence/open-evidence.ts";
import { createLoader } from "../src/load/create-loader.ts";
import { createSpool } from "../src/spool/create-spool.ts";
import { evidenceBatchOf } from "./evidence-batch.ts";
import { aDirectory, spoolOptions } from "./spool-fixture.ts";

const PROJECT = "default";
let database: TestStore;

beforeEach(async () => {
  database = await openTestStore();
});

afterEach(() => database.dispose());

test("the lines that the database makes are those that the log committed to, whatever the texts are", async () => {
  const strange = [
    "a/b",
    "\u2028 \u2029",
    "\u0000\u0001\u001f\u007f",
    'back\\slash "quote" \n\t\r',
    "\ud800",
    "é 😀",
    "\\u0041",
  ];
  const random = fc.sample(fc.string({ unit: "binary", minLength: 1, maxLength: 60 }), { numRuns: 200, seed: 7 });
  const texts = [...strange, ...random, "x".repeat(300_000)];
  const log = await logOf(texts.map((text) => ({ text, user: text.slice(0, 50) })));
  const reader = database.store.project(PROJECT);
  const size = texts.length + 1;
  const shown = { from: 0, to: size };
  const made = [];
  for await (const rows of readExportRows(reader, { log, system: "app", ...shown, shown, apart: new Set([0]) }))
    made.push(...rows);
  const expected = [];
  for await (const rows of readRecords(reader, { log, ...shown })) expected.push(...rows);
  expect(made.map(({ index }) => index)).toEqual(expected.map(({ index }) => index));
  for (const [at, { entry, body, openings }] of expected.entries()) {
    const row = made[at];
    expect(row?.entry.equals(entry)).toBe(true);
    expect(row?.body?.toString("utf8")).toBe(body);
    const line = JSON.parse(row?.openings?.line.toString("utf8") ?? "{}") as {
      readonly d?: object;
      readonly i?: number;
    };
    expect(line).toEqual(openings === null ? {} : { d: openings, i: at });
    const { c } = JSON.parse(body ?? "") as { readonly c: Readonly<Record<string, string>> };
    for (const [name, digest] of Object.entries(c))
      expect(openDisclosure({ name, digest, disclosure: openings?.[name] ?? "" })).toMatchObject({
        status: "disclosed",
      });
  }
  expect(made.filter(({ openings }) => openings?.fields.join() === "input,session_ref,user_ref")).toHaveLength(
    texts.length,
  );
});

/** The name of a log with these calls, all loaded; its first record is the genesis. */
async function logOf(calls: readonly { readonly text: string; readonly user: string }[]): Promise<string> {
  const directory = join(aDirectory(), "spool");
  const { store } = database;
  const spool = await createSpool(spoolOptions(directory, { segmentMaxBytes: 3e7, writer: "w" }));
  const evidence = await openEvidence({ store, spool, directory, writer: "w", logger: pino({ level: "silent" }) });
  const loader = createLoader({ directory, spool, store, log: evidence.log });
  const given = calls.map((call, at) => ({ project: PROJECT, writer: "w", seq: at + 1, ...call }));
  await spool.append(evidenceBatchOf(evidence.recorder, given));
  await spool.seal();
  await loader.stop(60_000);
  await evidence.close();
  await spool.close();
  return evidence.log.log();
}
