import { createHash, randomFillSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ORIGIN, sampleLines, vectorWord } from "../../test/sample.ts";
import type { JsonValue } from "../body/canonical-json.ts";
import { openVaultRow, sealVaultRow } from "../vault/vault-row.ts";
import { commitField, digestOf } from "./commit-field.ts";
import { openDisclosure } from "./open-disclosure.ts";
import { opensField } from "./opens-field.ts";
import { createTokenSource } from "./token-source.ts";

const token = createTokenSource((bytes) => randomFillSync(bytes));

describe("a commitment", () => {
  test("has the digest of RFC 9901 §4.2.1", () => {
    const disclosure = Buffer.from('["_26bc4LT-ac6q2KI6cBW5es", "family_name", "M\u00f6bius"]').toString("base64url");
    expect(disclosure).toBe("WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0");
    expect(digestOf(disclosure)).toBe("X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0");
  });

  test("opens with its disclosure whatever the value is, and is the same again from salt, name and value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "grapheme" }), (value) => {
        const salt = token();
        const made = commitField({ name: "input", value: value as JsonValue, salt });
        const opened = openDisclosure({ name: "input", ...made });
        expect(opened).toMatchObject({ status: "disclosed", salt });
        if (opened.status !== "disclosed") return;
        expect(commitField({ name: "input", value: opened.value, salt })).toEqual(made);
      }),
    );
  });

  test("reproduces every opening of the sample export", () => {
    const records = sampleLines("records.jsonl").map((line) => JSON.parse(line) as { c: Record<string, string> });
    const digests = new Set(records.flatMap((record) => Object.values(record.c)));
    for (const line of sampleLines("openings.jsonl")) {
      for (const [name, disclosure] of Object.entries((JSON.parse(line) as { d: Record<string, string> }).d)) {
        const opened = openDisclosure({ name, disclosure, digest: digestOf(disclosure) });
        if (opened.status !== "disclosed") throw new Error(opened.status);
        const made = commitField({ name, value: opened.value, salt: opened.salt });
        expect(made.disclosure).toBe(disclosure);
        expect(digests.has(made.digest)).toBe(true);
      }
    }
  });

  test("is recognised without reading the value, and nothing else is", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 9 }), fc.jsonValue(), (name, value) => {
        const made = commitField({ name, value: value as JsonValue, salt: token() });
        const isPlain = JSON.stringify(name) === `"${name}"` && /^[ -~]*$/u.test(name);
        expect(opensField({ ...made, name })).toBe(isPlain);
        expect(opensField({ ...made, name: `${name}x` })).toBe(false);
        const other = commitField({ name, value: "other", salt: token() });
        expect(opensField({ name, digest: made.digest, disclosure: other.disclosure })).toBe(false);
      }),
    );
    const raw = (text: string) => {
      const disclosure = Buffer.from(text).toString("base64url");
      return opensField({ name: "input", disclosure, digest: digestOf(disclosure) });
    };
    const salt = token();
    expect(raw(`["${salt}","input",1]`)).toBe(true);
    for (const text of [`["${salt}","input",1`, `["${salt}x","input",1]`, `["${salt}" ,"input",1]`, `["a","input",1]`])
      expect(raw(text)).toBe(false);
  });
  test("does not open with another value, name or shape", () => {
    const made = commitField({ name: "input", value: "yes", salt: token() });
    const guess = commitField({ name: "input", value: "yes", salt: token() });
    expect(openDisclosure({ ...made, name: "input", disclosure: guess.disclosure })).toEqual({
      status: "digest_differs",
    });
    expect(openDisclosure({ ...made, name: "output" })).toMatchObject({ reason: 'it opens the field "input"' });
    const raw = (text: string) => {
      const disclosure = Buffer.from(text).toString("base64url");
      return openDisclosure({ name: "input", disclosure, digest: digestOf(disclosure) });
    };
    expect(raw("nothing")).toMatchObject({ reason: "it is not base64url of a JSON array" });
    expect(raw('["a","input"]')).toMatchObject({ reason: "it is not [salt, name, value]" });
    expect(raw('["a","input",1]')).toMatchObject({ reason: "its salt is not 16 bytes" });
  });

  test("never uses a salt twice and forgets the ones it gave", () => {
    const pools: Buffer[] = [];
    const source = createTokenSource((bytes) => {
      randomFillSync(bytes);
      if (!pools.includes(bytes)) pools.push(bytes);
    });
    const salts = Array.from({ length: 1_000 }, source);
    expect(new Set(salts).size).toBe(1_000);
    expect(salts.every((salt) => /^[\w-]{22}$/u.test(salt))).toBe(true);
    const kept = Buffer.concat(pools);
    expect(salts.every((salt) => !kept.includes(Buffer.from(salt, "base64url")))).toBe(true);
  });
});

describe("a vault row", () => {
  const place = { origin: ORIGIN, index: 250 };
  const disclosures = ["WyJCd2NIQndjSEJ3Y0hCd2NIQndjSEJ3Iiwib3V0cHV0IiwiQW5zd2VyIDI1MCJd"];
  const key = createHash("sha256").update("subject-key").digest();
  const nonce = Buffer.from(vectorWord("nonce"), "hex");
  const row = sealVaultRow(place, disclosures, { key, nonce });

  test("is the published ciphertext", () => {
    expect(row).toHaveLength(84);
    expect(row.toString("hex", 0, 32)).toBe(vectorWord("ct").slice(0, 64));
    expect(createHash("sha256").update(row).digest("hex")).toBe(vectorWord("sha"));
  });

  test("opens with its key at its place alone", () => {
    expect(openVaultRow(place, row, { key, nonce })).toEqual(disclosures);
    expect(openVaultRow({ ...place, index: 251 }, row, { key, nonce })).toBeUndefined();
    expect(openVaultRow(place, row, { key: Buffer.alloc(32), nonce })).toBeUndefined();
  });
});
