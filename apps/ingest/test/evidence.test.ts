import { join } from "node:path";
import { createApiKey } from "@spanledger/clickhouse";
import { openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { createFrontier, leafHash, openNote, parseCheckpoint, parseVkey, sha256 } from "@spanledger/ledger";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { createIngest, type Ingest } from "../src/app.ts";
import { otlpBody } from "./otlp-body.ts";
import { sendTraces } from "./send-traces.ts";
import { aDirectory } from "./spool-fixture.ts";

let database: TestStore;
let directory: string;
let key: string;
let ingest: Ingest | null = null;

beforeEach(async () => {
  database = await openTestStore();
  directory = join(aDirectory(), "spool");
  const change = { changedBy: "test", nowMs: Date.now() };
  key = (await createApiKey(database.store, { project: "default", label: "test", scope: "ingest" }, change)).text;
});

afterEach(async () => {
  await ingest?.close();
  ingest = null;
  await database.dispose();
});

test("every accepted call is a leaf of a signed log that goes on after a restart", async () => {
  for (let run = 0; run < 2; run += 1) {
    const { port } = await start();
    await sendTraces({ port, key }, otlpBody([{ inputTokens: 1 }, { inputTokens: 2 }]));
    await ingest?.close();
    ingest = null;
  }
  const entries = await readEntries();
  expect(entries.map(({ idx }) => idx)).toEqual(entries.map((_, index) => index));
  const kinds = entries.map(({ kind, body }) => (kind === "control" ? /"event":"(\w+)"/.exec(body)?.[1] : kind));
  const run = ["observation", "observation", "stop"];
  expect(kinds).toEqual(["genesis", ...run, "start", ...run]);
  const frontier = createFrontier();
  for (const { entry, body } of entries) {
    expect(entry.subarray(64).equals(sha256(body))).toBe(true);
    frontier.append(leafHash(entry));
  }
  const [vkey] = await database.store.query({
    sql: "SELECT vkey FROM ledger_keys",
    schema: z.object({ vkey: z.string() }),
  });
  const trusted = parseVkey(vkey?.vkey ?? "");
  const [last] = await database.store.query({
    sql: "SELECT note FROM ledger_checkpoints ORDER BY size DESC LIMIT 1",
    schema: z.object({ note: z.string() }),
  });
  const opened = openNote(last?.note ?? "", trusted === undefined ? [] : [trusted]);
  expect(opened.status).toBe("open");
  const checkpoint = opened.status === "open" ? parseCheckpoint(opened.text) : undefined;
  expect(checkpoint?.size).toBe(entries.length);
  expect(checkpoint?.root).toEqual(frontier.root());
});

const Entry = z.object({
  idx: z.string().transform(Number),
  entry: z.string().transform((hex) => Buffer.from(hex, "hex")),
  body: z.string(),
  kind: z.string(),
});

function readEntries() {
  return database.store.query({
    sql: "SELECT idx, lower(hex(entry)) AS entry, body, kind FROM ledger_entries AS e WHERE project = 'default' ORDER BY e.idx",
    schema: Entry,
  });
}

async function start(): Promise<Ingest> {
  ingest = await createIngest({
    store: database.store,
    host: "127.0.0.1",
    port: 0,
    spoolDirectory: directory,
    logger: null,
    spool: { segmentMaxAgeMs: 20, minFreeBytes: 0 },
  });
  return ingest;
}
