import { createHash } from "node:crypto";
import {
  createFrontier,
  createSigner,
  formatCheckpoint,
  formatSigningKey,
  leafHash,
  sha256,
  signNote,
} from "@spanledger/ledger";
import { describe, expect, test } from "vitest";
import { failures, ORIGIN, sampleFiles, SIGNER, verify, WITNESS_KEY } from "./sample-export.ts";

const START = 200;
const ENTRY = 96;

/** The export while somebody tampers with it. */
interface Tampered {
  readonly files: Map<string, Buffer>;
  readonly entries: Buffer[];
  readonly records: string[];
  readonly openings: { i: number; d: Record<string, string> }[];
}

function text(files: ReadonlyMap<string, Buffer>, name: string): string {
  return (files.get(name) ?? Buffer.alloc(0)).toString("utf8");
}

function tampered(change: (parts: Tampered) => void): Map<string, Buffer> {
  const files = sampleFiles();
  const bytes = files.get("entries.bin") ?? Buffer.alloc(0);
  const entries = Array.from({ length: bytes.length / ENTRY }, (_, at) =>
    Buffer.from(bytes.subarray(at * ENTRY, (at + 1) * ENTRY)),
  );
  const records = text(files, "records.jsonl").trimEnd().split("\n");
  const openings = text(files, "openings.jsonl")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Tampered["openings"][number]);
  change({ files, entries, records, openings });
  files.set("entries.bin", Buffer.concat(entries));
  files.set("records.jsonl", Buffer.from(`${records.join("\n")}\n`));
  files.set("openings.jsonl", Buffer.from(openings.map((line) => `${JSON.stringify(line)}\n`).join("")));
  return files;
}

const entryAt = ({ entries }: Tampered, index: number): Buffer => entries[index - START] ?? Buffer.alloc(ENTRY);
const recordOf = (parts: Tampered, index: number): number => {
  const hash = entryAt(parts, index).subarray(64);
  return parts.records.findIndex((line) => sha256(line).equals(hash));
};
const editRecord = (parts: Tampered, index: number): void => {
  const at = recordOf(parts, index);
  parts.records[at] = (parts.records[at] ?? "").replace('"in":12', '"in":13');
};
const foreign = (parts: Tampered): number =>
  START + parts.entries.findIndex((entry) => !entry.subarray(40, 56).equals(entryAt(parts, START).subarray(40, 56)));
const swap = <T>(list: T[], left: number, right: number): void => {
  [list[left], list[right]] = [list[right] as T, list[left] as T];
};

const TAMPERINGS: readonly [what: string, change: (parts: Tampered) => void, code: string, message: RegExp][] = [
  ["a record edited", (parts) => editRecord(parts, 310), "record_edited", /Record #310 was edited/u],
  [
    "a record edited together with its entry's hash",
    (parts) => {
      const at = recordOf(parts, 310);
      editRecord(parts, 310);
      entryAt(parts, 310).set(sha256(parts.records[at] ?? ""), 64);
    },
    "root",
    /do not lead to the signed root of 900/u,
  ],
  [
    "the time of an entry edited",
    (parts) => void (entryAt(parts, 310)[31] = 1),
    "header_differs",
    /Entry #310 was changed: its start/u,
  ],
  ["an entry broken", (parts) => void (entryAt(parts, 310)[0] = 1), "malformed_entry", /Entry #310 is not an entry/u],
  [
    "a clock turned back",
    (parts) => void entryAt(parts, 310).writeUInt32BE(1, 16),
    "clock",
    /Entry #310 says it was logged before/u,
  ],
  [
    "an entry and its record deleted",
    (parts) => {
      parts.records.splice(recordOf(parts, 310), 1);
      parts.entries.splice(310 - START, 1);
    },
    "deleted",
    /Entry #310 was deleted: #311 follows #309/u,
  ],
  [
    "an entry inserted",
    (parts) => void parts.entries.splice(310 - START, 0, Buffer.from(entryAt(parts, 400))),
    "inserted",
    /#400 was inserted where #310 belongs/u,
  ],
  [
    "an entry appended",
    (parts) => {
      const copy = Buffer.from(entryAt(parts, foreign(parts)));
      copy.writeUInt32BE(900, 12);
      copy.fill(0xff, 16, 24);
      parts.entries.push(copy);
    },
    "inserted",
    /1 more entries than the signed checkpoint of 900/u,
  ],
  [
    "a record inserted",
    (parts) => void parts.records.splice(recordOf(parts, 310), 0, (parts.records[5] ?? "").replace("12", "13")),
    "record_inserted",
    /inserted before that of #310/u,
  ],
  [
    "a record added at the end",
    (parts) => void parts.records.push((parts.records[5] ?? "").replace("12", "13")),
    "record_inserted",
    /Line 631 of the records belongs to no entry/u,
  ],
  ["entries reordered", (parts) => swap(parts.entries, 110, 111), "reordered", /#311 stands where #310 belongs/u],
  [
    "records reordered",
    (parts) => swap(parts.records, recordOf(parts, 310), recordOf(parts, 311)),
    "records_reordered",
    /that of #310 belongs/u,
  ],
  [
    "the tail cut off",
    (parts) => {
      parts.entries.splice(-20);
      const at = recordOf(parts, 879);
      parts.records.splice(at + 1);
      parts.openings.splice(parts.openings.findIndex(({ i }) => i > 879));
    },
    "truncated",
    /stop after #879, but the signed checkpoint covers 900/u,
  ],
  [
    "a record left out",
    (parts) => void parts.records.splice(recordOf(parts, 310), 1),
    "omitted",
    /Record #310 belongs to the system but was left out/u,
  ],
  ["the last record left out", (parts) => void parts.records.pop(), "omitted", /Record #899 belongs/u],
  [
    "a record hidden as another system's",
    (parts) => entryAt(parts, 310).set(entryAt(parts, foreign(parts)).subarray(40, 56), 40),
    "hidden",
    /Entry #310 is marked as another system's/u,
  ],
  [
    "a record hidden and removed",
    (parts) => {
      parts.records.splice(recordOf(parts, 310), 1);
      parts.openings.splice(
        parts.openings.findIndex(({ i }) => i === 310),
        1,
      );
      entryAt(parts, 310).set(entryAt(parts, foreign(parts)).subarray(40, 56), 40);
    },
    "root",
    /to hide a record as another system's/u,
  ],
  [
    "openings swapped",
    ({ openings }) => {
      const [left, right] = openings.filter(({ i }) => i === 310 || i === 311);
      if (left !== undefined && right !== undefined) [left.d, right.d] = [right.d, left.d];
    },
    "opening_differs",
    /shown as input of record #310 is not what was logged/u,
  ],
  [
    "an opening edited",
    ({ openings }) => {
      const opening = openings.find(({ i }) => i === 310);
      const disclosure = Buffer.from(opening?.d["output"] ?? "", "base64url")
        .toString()
        .replace("Answer", "answer");
      if (opening !== undefined) opening.d["output"] = Buffer.from(disclosure).toString("base64url");
    },
    "opening_differs",
    /shown as output of record #310/u,
  ],
  [
    "a field shown that was never committed",
    ({ openings }) => {
      const opening = openings.find(({ i }) => i === 310);
      if (opening !== undefined) opening.d["ip"] = opening.d["input"] ?? "";
    },
    "uncommitted",
    /gives record #310 the field ip/u,
  ],
  [
    "an opening of a record that is not there",
    ({ openings }) => void openings.splice(3, 0, { i: 203, d: {} }),
    "stray_opening",
    /opening for record #203/u,
  ],
  [
    "the frontier edited",
    ({ files }) => void files.set("frontier.json", Buffer.from(text(files, "frontier.json").replace("KiFu", "KiFv"))),
    "frontier",
    /not the state that the start checkpoint signed/u,
  ],
  [
    "a checkpoint edited",
    ({ files }) =>
      void files.set(
        "checkpoints/end.checkpoint",
        Buffer.from(text(files, "checkpoints/end.checkpoint").replace("\n900\n", "\n899\n")),
      ),
    "bad_signature",
    /The end checkpoint was changed/u,
  ],
  [
    "a consistency proof edited",
    ({ files }) =>
      void files.set(
        "proofs/consistency-900-1000.txt",
        Buffer.from(text(files, "proofs/consistency-900-1000.txt").replace("KvXK", "KvXL")),
      ),
    "inconsistent",
    /does not continue from 900 to 1000/u,
  ],
  [
    "a consistency proof left out",
    ({ files }) => void files.delete("proofs/consistency-900-1000.txt"),
    "inconsistent",
    /the proof is missing/u,
  ],
  [
    "an inclusion proof edited",
    ({ files }) =>
      void files.set(
        "proofs/00000250.tlog-proof",
        Buffer.from(text(files, "proofs/00000250.tlog-proof").replace("S0OK", "S0OL")),
      ),
    "proof",
    /00000250.tlog-proof does not hold/u,
  ],
  [
    "a checkpoint left out",
    ({ files }) => void files.delete("checkpoints/latest.checkpoint"),
    "incomplete",
    /lacks checkpoints\/latest.checkpoint/u,
  ],
  [
    "another system claimed",
    ({ files }) =>
      void files.set("manifest.json", Buffer.from(text(files, "manifest.json").replace("cv-screener", "other"))),
    "hidden",
    /Entry #200 is marked as another system's/u,
  ],
  [
    "another range claimed",
    ({ files }) => void files.set("manifest.json", Buffer.from(text(files, "manifest.json").replace("900", "901"))),
    "manifest_range",
    /states other figures/u,
  ],
  [
    "an erasure claimed that the log does not hold",
    ({ files }) => void files.set("erasures.jsonl", Buffer.from('{"i":310,"fields":["input"],"event":400}\n')),
    "false_erasure",
    /names the event #400/u,
  ],
];

test.each(TAMPERINGS)("finds %s", async (...[, change, code, message]) => {
  const verification = await verify(tampered(change));
  expect(failures(verification)[0]).toEqual({ code, message: expect.stringMatching(message) as string });
  expect(verification.verdict).toBe("fail");
});

describe("the sample export of another implementation", () => {
  test("passes with its key, its witness and any checkpoint kept from before", async () => {
    const files = sampleFiles();
    const since = ["start", "end", "latest"].map((name) => text(files, `checkpoints/${name}.checkpoint`));
    const verification = await verify(files, { witnesses: [WITNESS_KEY], since });
    expect(failures(verification)).toEqual([]);
    expect(verification.verdict).toBe("pass");
    expect(verification.logs).toEqual([
      { origin: ORIGIN, start: 200, end: 900, latest: 1000, entries: 700, inScope: 630 },
    ]);
  });

  test("cannot be verified without a key, or with the key of another log", async () => {
    expect((await verify(sampleFiles(), { trusted: [] })).verdict).toBe("unverifiable");
    expect((await verify(sampleFiles(), { trusted: [WITNESS_KEY] })).verdict).toBe("unverifiable");
  });

  test("passes with a warning when content is withheld that the log does not call erased", async () => {
    const verification = await verify(tampered(({ openings }) => void openings.splice(0, 2)));
    expect(verification.verdict).toBe("warnings");
    expect(verification.findings.find(({ level }) => level === "warning")?.message).toBe(
      "4 fields are withheld without an erasure in the log, the first is input of record #200.",
    );
  });
});

describe("a history signed again", () => {
  const sign = (files: Map<string, Buffer>, signer: typeof SIGNER): Map<string, Buffer> => {
    const frontier = createFrontier(JSON.parse(text(files, "frontier.json")));
    const startRoot = frontier.root();
    const bytes = files.get("entries.bin") ?? Buffer.alloc(0);
    for (let at = 0; at < bytes.length; at += ENTRY) frontier.append(leafHash(bytes.subarray(at, at + ENTRY)));
    const checkpoint = (size: number, root: Buffer) =>
      Buffer.from(signNote(formatCheckpoint({ origin: ORIGIN, size, root }), [signer]));
    files.set("checkpoints/start.checkpoint", checkpoint(START, startRoot));
    files.set("checkpoints/end.checkpoint", checkpoint(frontier.size(), frontier.root()));
    files.set("checkpoints/latest.checkpoint", checkpoint(frontier.size(), frontier.root()));
    for (const name of files.keys()) if (name.startsWith("proofs/")) files.delete(name);
    return files;
  };
  const rewritten = () =>
    tampered((parts) => {
      const at = recordOf(parts, 310);
      editRecord(parts, 310);
      entryAt(parts, 310).set(sha256(parts.records[at] ?? ""), 64);
    });

  test("by another key of the same name is found", async () => {
    const seed = createHash("sha256").update("another key").digest();
    const verification = await verify(sign(rewritten(), createSigner(formatSigningKey(ORIGIN, seed).secret)));
    expect(failures(verification)[0]).toMatchObject({
      code: "other_key",
      message: expect.stringContaining("not by the key 76325a0d that you trust") as string,
    });
  });

  test("by the log's own key passes alone, and is found with a checkpoint kept from before", async () => {
    const fork = sign(rewritten(), SIGNER);
    expect((await verify(fork)).verdict).toBe("pass");
    const since = [text(sampleFiles(), "checkpoints/end.checkpoint")];
    expect(failures(await verify(fork, { since }))[0]).toMatchObject({ code: "forked" });
    expect(failures(await verify(fork, { witnesses: [WITNESS_KEY] }))[0]).toMatchObject({ code: "no_witness" });
  });

  test("and shorter than before is found with a checkpoint kept from before", async () => {
    const since = [text(sampleFiles(), "checkpoints/latest.checkpoint")];
    expect(failures(await verify(sign(sampleFiles(), SIGNER), { since }))[0]).toMatchObject({ code: "rolled_back" });
  });
});
