import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { formatSigningKey, createSigner, parseVkey, type VerifierKey } from "@spanledger/ledger";
import { type Verification, verifyExport, type VerifyOptions } from "../src/verify-export.ts";
import { writeZip } from "./zip-writer.ts";

const folder = fileURLToPath(new URL("../../ledger/test/fixtures/sample", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "spanledger-verify-"));
let written = 0;

export const ORIGIN = "traces.example.eu/log/p7Qd3/w01";

/** The sample's own signing key: a test may do what only the operator could. */
export const SIGNER = createSigner(
  formatSigningKey(ORIGIN, createHash("sha256").update("test-log-key").digest()).secret,
);

export const LOG_KEY = SIGNER.key;
export const WITNESS_KEY = parseVkey(
  "witness.example.net/w1+9f46e839+BLJndqrXBULtsZwIn5SUXljE6nKmzV2g/jwnxb7cmka6",
) as VerifierKey;

/** The files of the export that another implementation made; the map is the caller's to change. */
export function sampleFiles(): Map<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    names
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path).split(sep).join("/"), readFileSync(path)]),
  );
}

/** Writes bytes to a new file and gives its path. */
export function scratchFile(bytes: Buffer | string): string {
  written += 1;
  const path = join(scratch, `${written}.zip`);
  writeFileSync(path, bytes);
  return path;
}

/** Zips the files and verifies them with the log's key. */
export function verify(
  files: ReadonlyMap<string, Buffer>,
  options: Partial<VerifyOptions> = {},
): Promise<Verification> {
  return verifyBytes(writeZip(files), options);
}

export function verifyBytes(zip: Buffer, options: Partial<VerifyOptions> = {}): Promise<Verification> {
  return verifyExport({
    path: scratchFile(zip),
    trusted: [LOG_KEY],
    witnesses: [],
    since: [],
    proofs: [],
    ...options,
  });
}

/** What went wrong: codes and sentences of the findings that failed. */
export function failures({ findings }: Verification): { code: string; message: string }[] {
  return findings.filter(({ level }) => level === "failed").map(({ code, message }) => ({ code, message }));
}
