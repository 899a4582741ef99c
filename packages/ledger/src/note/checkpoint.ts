import { fromBase64 } from "../hash/base64.ts";
import { LedgerError } from "../ledger-error.ts";

/** The state of a log that its key signs. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** The text of a C2SP tlog-checkpoint, ready for `signNote`. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  if (!Number.isSafeInteger(size) || size < 0 || root.length !== 32 || !ORIGIN.test(origin)) {
    throw new LedgerError("format", "A checkpoint needs an origin, a size from 0 and a root of 32 bytes.");
  }
  return `${origin}\n${size}\n${Buffer.from(root).toString("base64")}\n`;
}

/** Reads the text of a checkpoint, without its signatures; `undefined` when it has another form. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [, origin = "", digits = "", encoded = ""] = TEXT.exec(text) ?? [];
  const root = fromBase64(encoded);
  const size = Number(digits);
  if (root?.length !== 32 || !Number.isSafeInteger(size)) return undefined;
  return { origin, size, root };
}

const ORIGIN = /^[^\s+]+$/u;
const TEXT = /^([^\s+]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/=]{44})\n$/u;
