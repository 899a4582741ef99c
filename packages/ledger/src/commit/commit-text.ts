import { quoteJson } from "../body/quote-json.ts";
import { sha256Base64Url } from "../hash/sha256.ts";

/** The digest that `commitField` gives for a text, without making the disclosure. Runs several times per span. */
export function commitText(name: string, text: string, salt: string): string {
  const json = `["${salt}",${quoteJson(name)},${quoteJson(text)}]`;
  if (json.length * 3 > SCRATCH.length) return sha256Base64Url(Buffer.from(json, "utf8").toString("base64url"));
  const length = SCRATCH.write(json, 0, "utf8");
  return sha256Base64Url(SCRATCH.toString("base64url", 0, length));
}

const SCRATCH = Buffer.allocUnsafeSlow(256 * 1024);
