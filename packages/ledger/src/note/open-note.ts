import { verify } from "node:crypto";
import { readUint64 } from "../entry/uint64.ts";
import { type Note, type NoteSignature, parseNote } from "./parse-note.ts";
import { COSIGNER_KEY, type VerifierKey } from "./vkey.ts";

export interface SignedBy {
  readonly key: VerifierKey;
  /** When a cosigner says it saw the note, in seconds; absent for a log's own signature. */
  readonly atSeconds?: number;
}

export type OpenedNote =
  | { readonly status: "open"; readonly text: string; readonly signedBy: readonly SignedBy[]; readonly note: Note }
  /** No signature line is of a key that was given. */
  | { readonly status: "unknown_key"; readonly note: Note }
  /** A line names a key that was given, but that key did not sign this text. */
  | { readonly status: "bad_signature"; readonly name: string }
  | { readonly status: "malformed" };

/** Checks a signed note against the keys that the caller trusts. Lines of other keys are ignored, as C2SP demands. */
export function openNote(text: string, keys: readonly VerifierKey[]): OpenedNote {
  const note = parseNote(text);
  if (note === undefined) return { status: "malformed" };
  const signedBy = new Map<string, SignedBy>();
  for (const line of note.signatures) {
    const key = keys.find((candidate) => candidate.name === line.name && candidate.keyId === line.keyId);
    if (key === undefined) continue;
    const signature = verifyLine(note.text, line, key);
    if (signature === undefined) return { status: "bad_signature", name: line.name };
    signedBy.set(key.vkey, signature);
  }
  if (signedBy.size === 0) return { status: "unknown_key", note };
  return { status: "open", text: note.text, signedBy: [...signedBy.values()], note };
}

function verifyLine(text: string, line: NoteSignature, key: VerifierKey): SignedBy | undefined {
  if (key.type !== COSIGNER_KEY) {
    return verify(null, Buffer.from(text), key.publicKey, line.signature) ? { key } : undefined;
  }
  if (line.signature.length !== 72) return undefined;
  const atSeconds = readUint64(line.signature, 0);
  const message = Buffer.from(`cosignature/v1\ntime ${atSeconds}\n${text}`);
  return verify(null, message, key.publicKey, line.signature.subarray(8)) ? { key, atSeconds } : undefined;
}
