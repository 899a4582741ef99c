import crypto from "node:crypto";

/** SHA-256 as 32 bytes. Text is hashed as UTF-8. */
export function sha256(data: Uint8Array | string): Buffer {
  return ONE_SHOT ? crypto.hash("sha256", data, "buffer") : crypto.createHash("sha256").update(data).digest();
}

/** SHA-256 as unpadded base64url, 43 characters. */
export function sha256Base64Url(data: string): string {
  return ONE_SHOT
    ? crypto.hash("sha256", data, "base64url")
    : crypto.createHash("sha256").update(data).digest("base64url");
}

// Node 18 has no crypto.hash; the verifier promises to run there.
const ONE_SHOT = typeof crypto.hash === "function";
