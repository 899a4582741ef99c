/** Standard base64 with padding → bytes; `undefined` unless `text` is exactly what these bytes encode to. */
export function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : undefined;
}

/** Unpadded base64url → bytes; `undefined` unless `text` is exactly what these bytes encode to. */
export function fromBase64Url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? bytes : undefined;
}
