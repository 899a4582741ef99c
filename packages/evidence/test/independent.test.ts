import { execFileSync } from "node:child_process";
import { createPublicKey } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { inflateRawSync } from "node:zlib";
// The verifier of another project: it knows nothing of this format but the checkpoint and the tree.
import { verifyCheckpoint } from "@sigstore/verify/dist/tlog/checkpoint.js";
import { verifyMerkleInclusion } from "@sigstore/verify/dist/tlog/merkle.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeLog, makeSigner, PROJECT, START_US, SYSTEM } from "./made-log.ts";
import { writeExport } from "../src/package/write-export.ts";

const ORIGIN = "traces.example.eu/log/p/w01";
const PROVED = 271;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "by-hand-"));
  const made = makeLog(ORIGIN);
  for (let at = 0; at < 150; at += 1) made.add({}, { input: "before" });
  const start = made.sign();
  for (let at = 0; at < 350; at += 1) made.add({}, { input: `question ${at} “é” 😀`, user_ref: "ada" });
  const end = made.sign();
  const erasures = made.erase([{ first: 400, last: 401, fields: ["input"] }]);
  const events = erasures.map(({ event }) => event);
  const path = join(folder, "export.zip");
  mkdirSync(join(folder, "parts"));
  await writeExport({
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
    },
    logs: [made.log({ start, end, latest: made.sign() }, { proofs: [PROVED], erasures, events })],
    signer: makeSigner("traces.example.eu/export"),
    directory: join(folder, "parts"),
    path,
    nowMs: Date.UTC(2026, 10, 21),
    generator: { name: "spanledger", version: "0", commit: "unknown" },
    exportsBefore: 0,
    holds: [],
    oldestLoggedUs: START_US,
    policyDays: null,
    scopeNames: new Map(),
    settingChanges: [],
  });
  unpack(path, folder);
});

afterAll(() => rmSync(folder, { recursive: true }));

test("an erased field has a line of its own record, as the specification writes it", () => {
  const lines = read("logs/0/erasures.jsonl").trimEnd().split("\n");
  const done = /"done":"([^"]+)"/u.exec(lines[0] ?? "")?.[1];
  expect(lines).toEqual(
    [400, 401].map((i) => `{"i":${i},"fields":["input"],"event":500,"basis":"gdpr:17:1:b","done":"${done}"}`),
  );
});

describe("the commands of the auditor's README", () => {
  const log = () => join(folder, "logs/0");
  const command = (words: string): string => {
    const found = [...read("README.md").matchAll(/`([^`]+)`/gu)].map(([, text = ""]) => text);
    return found.find((text) => text.includes(words)) ?? `echo no command has ${words}; false`;
  };
  const run = (words: string, change: Readonly<Record<string, string>> = {}): string => {
    const text = Object.entries(change).reduce((all, [name, value]) => all.replaceAll(name, value), command(words));
    return execFileSync("bash", ["-o", "pipefail", "-c", text], { cwd: log(), encoding: "utf8" });
  };

  test("give an entry's leaf hash, which its proof begins with", () => {
    const [hash] = run("if=entries.bin", { "skip=K": `skip=${PROVED - 150 - 1}` }).split(" ");
    // The sibling of an odd leaf is the leaf before it.
    const [, , sibling = ""] = read(`logs/0/proofs/00000${PROVED}.tlog-proof`).split("\n");
    expect(hash).toBe(Buffer.from(sibling, "base64").toString("hex"));
  });

  test("give a record's hash, which ends its entry", () => {
    const [hash] = run("sed -n Rp", { Rp: "7p" }).split(" ");
    expect(readFileSync(join(log(), "entries.bin")).toString("hex", 96 * 6 + 64, 96 * 7)).toBe(hash);
  });

  test("give a commitment's digest and open it", () => {
    const { d, i } = JSON.parse(read("logs/0/openings.jsonl").split("\n")[3] ?? "") as {
      readonly d: Readonly<Record<string, string>>;
      readonly i: number;
    };
    const { c } = JSON.parse(read("logs/0/records.jsonl").split("\n")[i - 150] ?? "") as {
      readonly c: Readonly<Record<string, string>>;
    };
    expect(run("openssl dgst", { DISCLOSURE: d["input"] ?? "" }).trim()).toBe(c["input"]);
    // coreutils before 9.5 say that the padding is missing after they wrote all of it.
    const opened = command("-di").replace("DISCLOSURE", d["input"] ?? "");
    expect(execFileSync("bash", ["-c", `${opened}; true`], { encoding: "utf8" })).toContain("question 3 “é” 😀");
  });

  test("verify a checkpoint's signature, and find a changed one", () => {
    run("> note.txt");
    run("> sig.bin");
    run("> pub.der");
    expect(run("pkeyutl -verify")).toContain("Signature Verified Successfully");
    writeFileSync(join(log(), "note.txt"), read("logs/0/note.txt").replace("\n500\n", "\n499\n"));
    expect(() => run("pkeyutl -verify")).toThrow("Command failed");
  });

  test("give the hash that the manifest has for a file", () => {
    const [hash] = run("sha256sum ../../report/report.json").split(" ");
    expect(read("manifest.json")).toContain(`"path": "report/report.json",\n   "sha256": "${hash}"`);
  });
});

describe("Sigstore's verifier", () => {
  const inclusionProof = () => {
    const text = read(`logs/0/proofs/00000${PROVED}.tlog-proof`);
    const [, ...hashes] = text.slice(0, text.indexOf("\n\n")).split("\n").slice(1);
    const envelope = text.slice(text.indexOf("\n\n") + 2);
    return {
      logIndex: String(PROVED),
      treeSize: "500",
      rootHash: Buffer.from(envelope.split("\n")[2] ?? "", "base64"),
      hashes: hashes.map((hash) => Buffer.from(hash, "base64")),
      checkpoint: { envelope },
    };
  };
  const tlogs = () => {
    const [name = "", id = "", key = ""] = read("keys/0.vkey").trim().split("+").slice(0, 2).concat(keyPart());
    const raw = Buffer.from(key, "base64").subarray(1);
    const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), raw]);
    const publicKey = createPublicKey({ key: der, format: "der", type: "spki" });
    return [{ logID: Buffer.from(id, "hex"), baseURL: `https://${name}`, publicKey, validFor: ALWAYS }];
  };
  const keyPart = () => read("keys/0.vkey").trim().split("+").slice(2).join("+");

  test("accepts the checkpoint and the proof of a record, and refuses another record or signature", () => {
    const proof = inclusionProof();
    const checkpoint = verifyCheckpoint({ inclusionProof: proof } as never, tlogs() as never);
    expect(String(checkpoint.logSize)).toBe("500");
    expect(checkpoint.origin).toBe(ORIGIN);
    const entries = readFileSync(join(folder, "logs/0/entries.bin"));
    const entry = (index: number) => ({
      inclusionProof: proof,
      canonicalizedBody: entries.subarray((index - 150) * 96, (index - 149) * 96),
    });
    expect(() => verifyMerkleInclusion(entry(PROVED) as never, checkpoint)).not.toThrow();
    expect(() => verifyMerkleInclusion(entry(PROVED + 1) as never, checkpoint)).toThrow("root hash");
    const envelope = proof.checkpoint.envelope.replace("\n500\n", "\n501\n");
    const forged = { inclusionProof: { ...proof, checkpoint: { envelope } } };
    expect(() => verifyCheckpoint(forged as never, tlogs() as never)).toThrow("invalid checkpoint signature");
  });
});

const ALWAYS = { start: new Date(0), end: new Date(8.64e15) };

function read(name: string): string {
  return readFileSync(join(folder, name), "utf8");
}

/** A reader of its own, by the archive's directory. */
function unpack(path: string, target: string): void {
  const zip = readFileSync(path);
  let at = Number(zip.readBigUInt64LE(zip.length - 98 + 48));
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    const extra = at + 46 + nameLength + 4;
    const packedBytes = Number(zip.readBigUInt64LE(extra + 8));
    const local = Number(zip.readBigUInt64LE(extra + 16));
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const file = join(target, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, inflateRawSync(zip.subarray(from, from + packedBytes)));
    at = extra - 4 + zip.readUInt16LE(at + 30);
  }
}
