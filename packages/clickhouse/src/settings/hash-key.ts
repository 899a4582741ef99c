import { createHash } from "node:crypto";

/** What is stored of a key: SHA-256 of its text, lower-case hex. Keys are random, so no salt is needed. */
export function hashKey(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
