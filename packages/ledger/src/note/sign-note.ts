import { LedgerError } from "../ledger-error.ts";
import type { Signer } from "./signer.ts";

/** A C2SP signed note: the text, which ends with a newline, an empty line, and one line per signer. */
export function signNote(text: string, signers: readonly Signer[]): string {
  if (!text.endsWith("\n")) throw new LedgerError("format", "The text of a note ends with a newline.");
  const message = Buffer.from(text);
  const lines = signers.map(({ key, sign }) => {
    const signature = Buffer.concat([Buffer.from(key.keyId, "hex"), sign(message)]);
    return `\u2014 ${key.name} ${signature.toString("base64")}\n`;
  });
  return `${text}\n${lines.join("")}`;
}
