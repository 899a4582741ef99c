import { quoteJson } from "../body/quote-json.ts";
import { sha256Base64Url } from "../hash/sha256.ts";

/** The digest that `commitField` gives for a text, without making the disclosure. Runs several times per span. */
export function commitText(name: string, text: string, salt: string): string {
  const start = `["${salt}",${quoteJson(name)},`;
  const quoted = quoteJson(text);
  if ((start.length + quoted.length + 1) * 3 > SCRATCH.length)
    return sha256Base64Url(Buffer.from(`${start}${quoted}]`, "utf8").toString("base64url"));
  // In two writes: joining the texts first would copy the long one once more.
  let length = SCRATCH.write(start, 0, "latin1");
  length += SCRATCH.write(quoted, length, "utf8");
  SCRATCH[length++] = CLOSING_BRACKET;
  return sha256Base64Url(SCRATCH.toString("base64url", 0, length));
}

const CLOSING_BRACKET = 0x5d;
const SCRATCH = Buffer.allocUnsafeSlow(256 * 1024);
