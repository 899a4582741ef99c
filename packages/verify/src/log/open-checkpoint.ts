import { type Checkpoint, openNote, parseCheckpoint, parseNote, type VerifierKey } from "@spanledger/ledger";
import { Failure } from "../report/failure.ts";

export interface SignedCheckpoint extends Checkpoint {
  readonly note: string;
  /** Keys of `trusted` that signed it; empty when no key of its log is trusted, and nothing is known of its author. */
  readonly signedBy: readonly VerifierKey[];
}

/**
 * Reads a checkpoint and checks its signature with the keys that the caller trusts. Throws `Failure` when it is broken,
 * when a trusted key did not sign it, or when another key signed in the name of a trusted one.
 */
export function openCheckpoint(note: string, what: string, trusted: readonly VerifierKey[]): SignedCheckpoint {
  const opened = openNote(note, trusted);
  if (opened.status === "bad_signature") {
    throw new Failure(
      "bad_signature",
      `The ${what} was changed: the signature of ${opened.name} does not fit its text.`,
    );
  }
  const checkpoint = parseCheckpoint(parseNote(note)?.text ?? "");
  if (opened.status === "malformed" || checkpoint === undefined) {
    throw new Failure("malformed_checkpoint", `The ${what} is not a signed checkpoint of a log.`);
  }
  const signedBy = opened.status === "open" ? opened.signedBy.map(({ key }) => key) : [];
  const own = trusted.filter(({ name }) => name === checkpoint.origin);
  if (own.length > 0 && !signedBy.some(({ name }) => name === checkpoint.origin)) {
    const ids = opened.note.signatures.filter(({ name }) => name === checkpoint.origin).map(({ keyId }) => keyId);
    throw new Failure(
      "other_key",
      `The ${what} is signed by another key (${ids.join(", ") || "none of the log's"}), ` +
        `not by the key ${own.map(({ keyId }) => keyId).join(" or ")} that you trust for ${checkpoint.origin}.`,
    );
  }
  return { ...checkpoint, note, signedBy };
}
