import crypto from "node:crypto";

/** SHA-256 as 32 bytes. Text is hashed as UTF-8. */
export function sha256(data: Uint8Array | string): Buffer {
  if (!ONE_SHOT) return crypto.createHash("sha256").update(data).digest();
  // Bytes by way of a Latin-1 text: a Buffer made by the native side costs as much as the hash.
  const hash = Buffer.allocUnsafe(32);
  hash.write(crypto.hash("sha256", data, "binary"), 0, 32, "latin1");
  return hash;
}

/** SHA-256 as unpadded base64url, 43 characters. */
export function sha256Base64Url(data: string): string {
  return ONE_SHOT
    ? crypto.hash("sha256", data, "base64url")
    : crypto.createHash("sha256").update(data).digest("base64url");
}

// Node 18 has no crypto.hash; the verifier promises to run there.
export const ONE_SHOT = typeof crypto.hash === "function";
