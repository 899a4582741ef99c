import { canonicalText } from "./canonical-text.ts";
import { hashText } from "./hash-text.ts";

/** Stands for a text in a comparison; equal for texts that mean the same (see `canonicalText`). "" for no text. */
export function fingerprint(text: string): string {
  return text === "" ? "" : hashText(canonicalText(text)).toString(36);
}
