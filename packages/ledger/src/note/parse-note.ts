import { fromBase64 } from "../hash/base64.ts";

export interface NoteSignature {
  readonly name: string;
  readonly keyId: string;
  /** What follows the 4 bytes of the key id. */
  readonly signature: Buffer;
}

export interface Note {
  /** The signed text, with its final newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

const MAX_NOTE_LENGTH = 1_000_000;

/** Reads a C2SP signed note; `undefined` when it is not one. Says nothing about whether a signature is right. */
export function parseNote(note: string): Note | undefined {
  const split = note.lastIndexOf("\n\n");
  if (split === -1 || note.length > MAX_NOTE_LENGTH || !note.endsWith("\n") || CONTROL.test(note)) return undefined;
  const signatures: NoteSignature[] = [];
  for (const line of note.slice(split + 2, -1).split("\n")) {
    const signature = parseLine(line);
    if (signature === undefined) return undefined;
    signatures.push(signature);
  }
  return { text: note.slice(0, split + 1), signatures };
}

const LINE = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/=]+)$/u;
// oxlint-disable-next-line no-control-regex -- a note must not hold any
const CONTROL = /[\u0000-\u0009\u000b-\u001f\ufffd]/u;

function parseLine(line: string): NoteSignature | undefined {
  const [, name = "", encoded = ""] = LINE.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (name === "" || bytes === undefined || bytes.length < 5) return undefined;
  return { name, keyId: bytes.toString("hex", 0, 4), signature: bytes.subarray(4) };
}
