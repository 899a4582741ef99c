import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createSigner, formatSigningKey, type Signer } from "@spanledger/ledger";
import { writeDurably } from "./write-durably.ts";

/** The keys of a spool folder: the first signs, the others may still sign while a rotation is under way. */
export interface SigningKeys {
  /** The vkey of the first key under a log's origin. */
  vkeyFor(origin: string): string;
  /** undefined when no key of ours has this vkey. */
  signer(origin: string, vkey: string): Signer | undefined;
}

/**
 * Reads the seeds: from `given` (32 bytes in base64, separated by commas, newest first) or from the file, a seed per
 * line, which is made when it is missing. @throws Error for a seed of another length; the seed is never in the message
 */
export async function openSigningKeys(path: string, given: string | undefined): Promise<SigningKeys> {
  const text = given?.replaceAll(",", "\n") ?? (await readOrCreate(path));
  const lines = text.split("\n").map((line) => line.trim());
  const seeds = lines.filter((line) => line !== "" && !line.startsWith("#")).map((line) => Buffer.from(line, "base64"));
  const [first] = seeds;
  if (first === undefined || seeds.some((seed) => seed.length !== 32)) {
    const where = given === undefined ? path : "SPANLEDGER_LEDGER_KEY";
    throw new Error(`${where} does not hold Ed25519 seeds: each is 32 bytes in base64, the newest first.`);
  }
  return {
    vkeyFor: (origin) => formatSigningKey(origin, first).vkey,
    signer(origin, vkey) {
      const found = seeds.map((seed) => formatSigningKey(origin, seed)).find((key) => key.vkey === vkey);
      return found === undefined ? undefined : createSigner(found.secret);
    },
  };
}

async function readOrCreate(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    const text = `${randomBytes(32).toString("base64")}\n`;
    await writeDurably(path, text);
    return text;
  }
}
