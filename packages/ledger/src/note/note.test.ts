import { createHash, generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ORIGIN, sampleText, VECTOR_CHECKPOINT, VECTORS } from "../../test/sample.ts";
import { formatCheckpoint, parseCheckpoint } from "./checkpoint.ts";
import { openNote } from "./open-note.ts";
import {
  formatConsistencyProof,
  formatInclusionProof,
  parseConsistencyProof,
  parseInclusionProof,
} from "./proof-text.ts";
import { signNote } from "./sign-note.ts";
import { createSigner, formatSigningKey } from "./signer.ts";
import { formatVkey, LOG_KEY, parseVkey, type VerifierKey } from "./vkey.ts";

const seed = (name: string) => createHash("sha256").update(name).digest();
const { secret, vkey } = formatSigningKey(ORIGIN, seed("test-log-key"));
const keys = [VECTORS.vkey, VECTORS.wkey].map((text) => parseVkey(text) as VerifierKey);

describe("a log's key", () => {
  test("has the published vkey", () => {
    expect(vkey).toBe(VECTORS.vkey);
    expect(createSigner(secret).key.vkey).toBe(VECTORS.vkey);
  });

  test("signs the checkpoint of 1000 records byte for byte", () => {
    const root = Buffer.from(VECTORS.root1000, "hex");
    const signed = signNote(formatCheckpoint({ origin: ORIGIN, size: 1000, root }), [createSigner(secret)]);
    const [text = "", signatures = ""] = VECTOR_CHECKPOINT.split("\n\n");
    expect(signed).toBe(`${text}\n\n${signatures.split("\n")[0]}\n`);
  });

  test("is refused when a character of it was lost, without showing it", () => {
    expect(() => createSigner(secret.slice(0, -5))).toThrow("The signing key is not PRIVATE+KEY+");
    expect(() => createSigner(secret.replace("76325a0d", "76325a0e"))).toThrow("does not match its key id 76325a0e");
    expect(() => formatSigningKey("two words", seed("x"))).toThrow("no white space");
    expect(() => formatSigningKey("a", Buffer.alloc(31))).toThrow("32 bytes");
  });

  test("is no vkey when its name, id, type or length is wrong", () => {
    const raw = generateKeyPairSync("ed25519").publicKey.export({ format: "der", type: "spki" }).subarray(-32);
    expect(parseVkey(formatVkey("log.example/a", LOG_KEY, raw))?.name).toBe("log.example/a");
    for (const text of ["", "a+b", VECTORS.vkey.replace("76", "77"), VECTORS.vkey.replace("traces", "trace5")]) {
      expect(parseVkey(text)).toBeUndefined();
    }
  });
});

describe("a signed note", () => {
  test("opens with the log's key and its witness's", () => {
    for (const note of [VECTOR_CHECKPOINT, ...["start", "end", "latest"].map((name) => sample(name))]) {
      const opened = openNote(note, keys);
      expect(opened).toMatchObject({ status: "open", signedBy: [{ key: keys[0] }, { key: keys[1] }] });
    }
  });

  test("says when the witness saw it", () => {
    const opened = openNote(VECTOR_CHECKPOINT, keys);
    expect(opened.status === "open" && opened.signedBy[1]?.atSeconds).toBe(1_790_000_003);
  });

  test("does not open after any change of its text or of a known key's signature", () => {
    const changed = VECTOR_CHECKPOINT.replace("\n1000\n", "\n1001\n");
    expect(openNote(changed, keys)).toEqual({ status: "bad_signature", name: ORIGIN });
    const forged = VECTOR_CHECKPOINT.replace("n0boOQAAAABqsTuD", "n0boOQAAAABqsTuE");
    expect(openNote(forged, keys)).toEqual({ status: "bad_signature", name: "witness.example.net/w1" });
  });

  test("of a key that nobody trusts is not open", () => {
    const other = createSigner(formatSigningKey(ORIGIN, seed("another key")).secret);
    const note = signNote("text\n", [other]);
    expect(openNote(note, keys)).toMatchObject({ status: "unknown_key" });
    expect(openNote(note, [other.key])).toMatchObject({ status: "open", text: "text\n" });
  });

  test("keeps lines of keys that are not known", () => {
    const added = `${VECTOR_CHECKPOINT}\u2014 new.example/w AQIDBAUGBwg=\n`;
    expect(openNote(added, keys).status).toBe("open");
  });

  test.each([
    ["no signature", "text\n"],
    ["no final newline", VECTOR_CHECKPOINT.trimEnd()],
    ["a carriage return", VECTOR_CHECKPOINT.replace("1000\n", "1000\r\n")],
    ["a hyphen for the dash", VECTOR_CHECKPOINT.replaceAll("\u2014", "-")],
    ["padding in the middle", VECTOR_CHECKPOINT.replace("djJa", "dj==")],
  ])("is malformed with %s", (_, note) => {
    expect(openNote(note, keys)).toEqual({ status: "malformed" });
  });
});

describe("a checkpoint", () => {
  test("comes out as it went in", () => {
    const text = `${sample("end").split("\n\n")[0]}\n`;
    const checkpoint = parseCheckpoint(text);
    expect(checkpoint).toMatchObject({ origin: ORIGIN, size: 900 });
    expect(checkpoint && formatCheckpoint(checkpoint)).toBe(text);
  });

  test.each([
    ["a leading zero", "o\n01\nawRi4UZxzxnEpaASD1uIrzIYillqLbXKsMIudSebl/k=\n"],
    ["a size above 2^53", "o\n9007199254740993\nawRi4UZxzxnEpaASD1uIrzIYillqLbXKsMIudSebl/k=\n"],
    ["a short root", "o\n1\nawRi\n"],
    ["an extension line", "o\n1\nawRi4UZxzxnEpaASD1uIrzIYillqLbXKsMIudSebl/k=\nmore\n"],
  ])("is none with %s", (_, text) => {
    expect(parseCheckpoint(text)).toBeUndefined();
  });
});

describe("a proof's text", () => {
  test("comes out as it went in", () => {
    const inclusion = sampleText("proofs/00000250.tlog-proof");
    const consistency = sampleText("proofs/consistency-200-900.txt");
    const read = parseInclusionProof(inclusion);
    const old = parseConsistencyProof(consistency);
    expect(read && formatInclusionProof(read)).toBe(inclusion);
    expect(old && formatConsistencyProof(old)).toBe(consistency);
    expect(parseInclusionProof(inclusion.replace("index", "extra YQ==\nindex"))?.index).toBe(250);
  });

  test("is none with a wrong header, a bad number or a short hash", () => {
    expect(parseInclusionProof(sampleText("proofs/consistency-200-900.txt"))).toBeUndefined();
    expect(parseConsistencyProof("old 08\n\nx")).toBeUndefined();
    expect(parseConsistencyProof("old 8\nAAAA\n\nx")).toBeUndefined();
    expect(parseConsistencyProof("old 8")).toBeUndefined();
  });
});

function sample(name: string): string {
  return sampleText(`checkpoints/${name}.checkpoint`);
}
