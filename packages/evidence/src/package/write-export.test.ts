import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyExport } from "@spanledger/verify";
import { afterEach, expect, test } from "vitest";
import { makeLog, makeSigner, PROJECT, START_US, SYSTEM } from "../../test/made-log.ts";
import type { ExportLog } from "../log/export-log.ts";
import type { ExportRequest } from "./export-request.ts";
import { writeExport } from "./write-export.ts";

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

const exporter = makeSigner("traces.example.eu/export");

async function makeExport(logs: readonly ExportLog[], change: Partial<ExportRequest> = {}) {
  const folder = await mkdtemp(join(tmpdir(), "evidence-"));
  folders.push(folder);
  const directory = join(folder, "parts");
  await mkdir(directory);
  const path = join(folder, "export.zip");
  const written = await writeExport({
    request: {
      exportId: "01990000-0000-7000-8000-000000000001",
      project: PROJECT,
      system: SYSTEM,
      role: "deployer",
      purpose: "audit",
      requestedBy: "admin",
      redaction: "full",
      fromUs: START_US,
      toUs: START_US + 90 * 86_400_000_000,
      latenessUs: 0,
      ...change,
    },
    logs,
    signer: exporter,
    directory,
    path,
    nowMs: Date.UTC(2026, 10, 21),
    generator: { name: "spanledger", version: "0.1.0", commit: "unknown" },
    exportsBefore: 0,
    holds: [],
    oldestLoggedUs: START_US,
    policyDays: null,
    scopeNames: new Map(),
    settingChanges: [{ kind: "budget", action: "changed", changedBy: "local" }],
  });
  const verify = (keys: readonly (typeof exporter)[]) =>
    verifyExport({ path, trusted: keys.map(({ key }) => key), witnesses: [], since: [], proofs: [] });
  return { ...written, path, verify };
}

function aLog(origin = "traces.example.eu/log/p/w01") {
  const made = makeLog(origin);
  for (let at = 0; at < 150; at += 1) made.add({}, { input: "before the range" });
  const start = made.sign();
  for (let at = 0; at < 350; at += 1) {
    if (at % 5 === 0) made.add({ sys: "another" });
    else made.add({}, { input: `question ${at}`, output: `answer ${at}`, user_ref: "ada" });
  }
  const end = made.sign();
  return { made, start, end };
}

test("an export of two logs passes the verifier with their keys", async () => {
  const [first, second] = [aLog("traces.example.eu/log/p/w01"), aLog("traces.example.eu/log/p/w02")];
  for (let at = 0; at < 33; at += 1) first.made.add({}, { input: "after the range" });
  const proofs = [150, 271, 499];
  const exported = await makeExport([
    first.made.log({ ...first, latest: first.made.sign() }, { proofs }),
    second.made.log({ ...second, latest: second.end }),
  ]);
  const { verdict, findings, manifest } = await exported.verify([first.made.signer, second.made.signer, exporter]);
  expect(manifest?.files?.find(({ path }) => path === "settings/history.jsonl")?.bytes).toBeGreaterThan(20);
  expect(findings.filter(({ level }) => level !== "passed" && level !== "note")).toEqual([]);
  expect(verdict).toBe("pass");
  expect(exported).toMatchObject({ entries: 700, records: 560 });
});

test("content that was erased after the range is proved erased, and the export still passes", async () => {
  const { made, start, end } = aLog();
  const erasures = made.erase([{ first: 151, last: 160, fields: ["input", "output", "user_ref"] }]);
  const log = made.log({ start, end, latest: made.sign() }, { erasures, events: erasures.map(({ event }) => event) });
  const { verdict, findings } = await (await makeExport([log])).verify([made.signer, exporter]);
  expect(findings.filter(({ level }) => level === "failed" || level === "warning")).toEqual([]);
  expect(verdict).toBe("pass");
});

test("an event older than the range is proved too", async () => {
  const made = makeLog("traces.example.eu/log/p/w01");
  for (let at = 0; at < 70; at += 1) made.add({}, { input: "x" });
  const erasures = made.erase([{ first: 3, last: 9, fields: ["input"] }]);
  for (let at = 0; at < 70; at += 1) made.add({});
  const start = made.sign();
  for (let at = 0; at < 70; at += 1) made.add({});
  const end = made.sign();
  const log = made.log({ start, end, latest: end }, { events: erasures.map(({ event }) => event) });
  expect((await (await makeExport([log])).verify([made.signer, exporter])).verdict).toBe("pass");
});

test.each([0, 150])("a log is hashed from its begin when no edge is stored, for a range from %i", async (from) => {
  const { made, start, end } = aLog();
  const empty = makeLog("traces.example.eu/log/p/w01").sign();
  const log = made.log({ start: from === 0 ? empty : start, end, latest: end }, { frontier: null });
  const exported = await makeExport([log]);
  expect((await exported.verify([made.signer, exporter])).verdict).toBe("pass");
  expect(exported.entries).toBe(500 - from);
});

test("a redaction withholds who it is about, and the verifier says so", async () => {
  const { made, start, end } = aLog();
  const exported = await makeExport([made.log({ start, end, latest: end })], { redaction: "no_persons" });
  const { verdict, findings } = await exported.verify([made.signer, exporter]);
  expect(verdict).toBe("warnings");
  expect(findings.find(({ code }) => code === "withheld")?.message).toContain("280 fields are withheld");
});

test.each([
  ["is missing", (rows: unknown[]) => void rows.splice(200, 1), /lacks the entry|where #200 belongs/],
  [
    "was changed",
    (rows: { entry: Buffer }[]) => void rows[200]?.entry.writeUInt8(7, 30),
    /do not lead to the root that was signed for 500/,
  ],
  [
    "has another record",
    (rows: { body: string | null }[]) => void Object.assign(rows[201] ?? {}, { body: rows[202]?.body }),
    /record #201 .* is not the one that was logged/,
  ],
])("no export is made when an entry %s", async (_, tamper, message) => {
  const { made, start, end } = aLog();
  tamper(made.rows as never);
  await expect(makeExport([made.log({ start, end, latest: end })])).rejects.toThrow(message);
});

test("a report without oversight records reads No records, never 100 %", async () => {
  const { made, start, end } = aLog();
  const { report } = await makeExport([made.log({ start, end, latest: end })]);
  const duties = report.sections.find(({ id }) => id === "duties")?.tables[0]?.rows ?? [];
  const stateOf = (article: string) => duties.find(([name]) => name === `Art. ${article}`)?.[3];
  expect(stateOf("14(4)")).toBe("No records");
  expect(stateOf("50(1)")).toBe("No records");
  expect(stateOf("73")).toBe("No records");
  expect(stateOf("27")).toBe("Needs a document");
  expect(stateOf("12(1)")).toBe("Partial");
  expect(stateOf("86")).toBe("Evidence present");
});

test("the same logs give the same archive, byte for byte", async () => {
  const { made, start, end } = aLog();
  const log = made.log({ start, end, latest: end });
  const [first, second] = [await makeExport([log]), await makeExport([log])];
  expect(second.manifestSha256).toBe(first.manifestSha256);
  expect(second.sha256).toBe(first.sha256);
});
