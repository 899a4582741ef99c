import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ORIGIN, sampleFile, sampleLines, sampleText, VECTORS, vectorWord } from "../../test/sample.ts";
import { encodeAnchor } from "../anchor/encode-anchor.ts";
import { createFrontier } from "../merkle/frontier.ts";
import { leafHash } from "../merkle/leaf-hash.ts";
import { verifyConsistency } from "../merkle/verify-consistency.ts";
import { verifyInclusion } from "../merkle/verify-inclusion.ts";
import { parseCheckpoint } from "../note/checkpoint.ts";
import { parseConsistencyProof, parseInclusionProof } from "../note/proof-text.ts";
import { decodeEntry } from "./decode-entry.ts";
import { encodeEntry } from "./encode-entry.ts";
import { scopeTag } from "./scope-tag.ts";
import { createSequencer, EMPTY_LOG } from "./sequencer.ts";

const sha256 = (data: string) => createHash("sha256").update(data).digest();
const entries = sampleFile("entries.bin");
const checkpoint = (name: string) => {
  const parsed = parseCheckpoint(`${sampleText(`checkpoints/${name}.checkpoint`).split("\n\n")[0]}\n`);
  if (parsed === undefined) throw new Error(`No checkpoint ${name}.`);
  return parsed;
};
const entry0 = {
  kind: "observation",
  late: false,
  test: false,
  index: 0,
  loggedAtUs: 1_790_000_000_000_000,
  startUs: 1_789_999_999_500_000,
  endUs: 1_789_999_999_999_000,
  scope: Buffer.from(VECTORS.scope, "hex"),
  bodyHash: sha256(VECTORS.body0),
} as const;

describe("an entry", () => {
  test("is the published 96 bytes, leaf hash and scope tag", () => {
    const bytes = encodeEntry(entry0);
    expect(bytes.toString("hex")).toBe(VECTORS.entry0);
    expect(leafHash(bytes).toString("hex")).toBe(VECTORS.leaf0);
    expect(scopeTag("p7Qd3", "cv-screener").toString("hex")).toBe(VECTORS.scope);
  });

  test("reads back as it was written, with both flags", () => {
    for (const flags of [{}, { late: true }, { test: true }, { late: true, test: true }]) {
      const entry = { ...entry0, ...flags, kind: "hold", index: 2 ** 40 } as const;
      expect(decodeEntry(encodeEntry(entry))).toEqual({ status: "entry", entry });
    }
  });

  test.each([
    ["magic", 0, "its magic is not TRE1"],
    ["kind", 4, "its kind 126 is unknown"],
    ["flags", 5, "it sets unknown flags"],
    ["version", 7, "its schema version is not 1"],
    ["reserved bytes", 56, "its reserved bytes are not zero"],
  ])("with other %s is malformed", (_, at, reason) => {
    const bytes = encodeEntry(entry0);
    bytes[at] = 126;
    expect(decodeEntry(bytes)).toEqual({ status: "malformed", reason });
  });

  test("is refused with a number that does not fit or a hash of the wrong length", () => {
    expect(() => encodeEntry({ ...entry0, startUs: -1 })).toThrow("-1 is not an integer");
    expect(() => encodeEntry({ ...entry0, scope: Buffer.alloc(15) })).toThrow("16 bytes");
    expect(() => encodeEntry({ ...entry0, bodyHash: Buffer.alloc(31) })).toThrow("32 bytes");
  });
});

describe("the sample log", () => {
  test("rises from its frontier to the signed roots", () => {
    const frontier = createFrontier(JSON.parse(sampleText("frontier.json")));
    expect(frontier.root()).toEqual(checkpoint("start").root);
    for (let at = 0; at < entries.length; at += 96) frontier.append(leafHash(entries.subarray(at, at + 96)));
    expect(frontier.size()).toBe(900);
    expect(frontier.root()).toEqual(checkpoint("end").root);
    expect(Buffer.from(checkpoint("latest").root).toString("hex")).toBe(VECTORS.root1000);
  });

  test("carries proofs that hold", () => {
    const inclusion = parseInclusionProof(sampleText("proofs/00000250.tlog-proof"));
    const leaf = leafHash(entries.subarray(50 * 96, 51 * 96));
    const { root, size } = checkpoint("end");
    expect(inclusion && verifyInclusion({ ...inclusion, size, root, leafHash: leaf })).toBe(true);
    for (const [from, to, name] of [
      ["start", "end", "200-900"],
      ["end", "latest", "900-1000"],
    ] as const) {
      const proof = parseConsistencyProof(sampleText(`proofs/consistency-${name}.txt`))?.proof ?? [];
      const { size: oldSize, root: oldRoot } = checkpoint(from);
      const { size: newSize, root: newRoot } = checkpoint(to);
      expect(verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof })).toBe(true);
    }
  });

  test("has entries that match their records", () => {
    const records = sampleLines("records.jsonl")[Symbol.iterator]();
    for (let at = 0; at < entries.length; at += 96) {
      const decoded = decodeEntry(entries, at);
      if (decoded.status !== "entry") throw new Error(decoded.reason);
      const { entry } = decoded;
      expect(entry.index).toBe(200 + at / 96);
      expect(encodeEntry(entry)).toEqual(entries.subarray(at, at + 96));
      if (Buffer.from(entry.scope).toString("hex") !== VECTORS.scope) continue;
      expect(sha256(String(records.next().value))).toEqual(entry.bodyHash);
    }
    expect(records.next().done).toBe(true);
  });
});

describe("an anchor", () => {
  test("is the published 128 bytes and leaf hash", () => {
    const anchor = encodeAnchor({
      seq: 42,
      timeUs: Number.parseInt("00065bfeda53a6c0", 16),
      origin: ORIGIN,
      size: 1000,
      root: Buffer.from(VECTORS.root1000, "hex"),
      previous: Buffer.from("84fd9bac333ad79154348296204fa7f8c537a96e08983e5f73b3f5aca8e8edf7", "hex"),
    });
    expect(anchor.toString("hex")).toBe(vectorWord("anchor"));
    expect(leafHash(anchor).toString("hex")).toBe(vectorWord("leaf"));
  });
});

describe("a sequencer", () => {
  const record = { ...entry0, kind: "observation", test: false } as const;

  test("numbers records, never goes back in time and flags late ones", () => {
    const sequencer = createSequencer({ head: EMPTY_LOG, latenessUs: 1_000 });
    const first = sequencer.append(record, record.endUs + 500);
    const second = sequencer.append(record, record.endUs + 100);
    const third = sequencer.append(record, record.endUs + 2_000);
    const read = [first, second, third].map(({ entry }) => decodeEntry(entry));
    expect(read).toMatchObject([
      { entry: { index: 0, late: false, loggedAtUs: record.endUs + 500 } },
      { entry: { index: 1, late: false, loggedAtUs: record.endUs + 500 } },
      { entry: { index: 2, late: true, loggedAtUs: record.endUs + 2_000 } },
    ]);
  });

  test("continues from its stored head as if it had never stopped", () => {
    const straight = createSequencer({ head: EMPTY_LOG, latenessUs: 0 });
    let resumed = createSequencer({ head: EMPTY_LOG, latenessUs: 0 });
    for (let at = 0; at < 40; at += 1) {
      straight.append(record, at);
      resumed.append(record, at);
      resumed = createSequencer({ head: JSON.parse(JSON.stringify(resumed.head())), latenessUs: 0 });
    }
    expect(resumed.root()).toEqual(straight.root());
    expect(resumed.size()).toBe(40);
  });
});
