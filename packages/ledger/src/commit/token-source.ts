const TOKEN_BYTES = 16;
const POOL_TOKENS = 256;

/**
 * Salts and nonces: each call gives 16 random bytes as 22 characters of base64url, never the same ones twice. `fill`
 * is a cryptographic source such as `randomFillSync`; it is asked for 4 KiB at a time.
 */
export function createTokenSource(fill: (bytes: Buffer) => void): () => string {
  const pool = Buffer.alloc(TOKEN_BYTES * POOL_TOKENS);
  let used = pool.length;
  return () => {
    if (used === pool.length) {
      fill(pool);
      used = 0;
    }
    const token = pool.toString("base64url", used, used + TOKEN_BYTES);
    pool.fill(0, used, used + TOKEN_BYTES);
    used += TOKEN_BYTES;
    return token;
  };
}
