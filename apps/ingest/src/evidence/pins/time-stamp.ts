import { createHash } from "node:crypto";

/** SEQUENCE { INTEGER 1, SEQUENCE { SEQUENCE { OID sha256, NULL }, OCTET STRING (32) }, BOOLEAN TRUE }, RFC 3161 §2.4.1. */
const BEFORE_HASH = Buffer.from("30390201013031300d060960864801650304020105000420", "hex");
/** certReq: the answer carries the authority's certificates. */
const AFTER_HASH = Buffer.from("0101ff", "hex");
const TIMEOUT_MS = 20_000;
const MAX_ANSWER_BYTES = 262_144;
const SEQUENCE = 0x30;
const INTEGER = 0x02;

/** Has an authority stamp a text. Gives its TimeStampResp in DER. @throws Error when it does not grant one */
export async function timeStamp(text: string, authority: string): Promise<Buffer> {
  const hash = createHash("sha256").update(text).digest();
  const answer = await fetch(authority, {
    method: "POST",
    headers: { "content-type": "application/timestamp-query", accept: "application/timestamp-reply" },
    body: Buffer.concat([BEFORE_HASH, hash, AFTER_HASH]),
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok) throw new Error(`The time-stamping authority answered ${answer.status}.`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (bytes.length > MAX_ANSWER_BYTES) throw new Error("The answer of the time-stamping authority is too long.");
  const status = statusOf(bytes);
  if (status !== 0 && status !== 1)
    throw new Error(`The time-stamping authority refused: status ${status ?? "unknown"}.`);
  if (!bytes.includes(hash)) throw new Error("The time stamp is not of the checkpoint that was sent.");
  return bytes;
}

/** PKIStatus: the first INTEGER of the first SEQUENCE inside of the outer one. */
function statusOf(bytes: Buffer): number | undefined {
  const inner = contentAt(bytes, 0, SEQUENCE);
  const status = inner === undefined ? undefined : contentAt(bytes, inner, SEQUENCE);
  const number = status === undefined ? undefined : contentAt(bytes, status, INTEGER);
  return number === undefined ? undefined : bytes[number];
}

/** Where the content of an element of this tag begins. */
function contentAt(bytes: Buffer, at: number, tag: number): number | undefined {
  const length = bytes[at + 1];
  if (bytes[at] !== tag || length === undefined) return undefined;
  return at + 2 + (length < 0x80 ? 0 : length & 0x7f);
}
