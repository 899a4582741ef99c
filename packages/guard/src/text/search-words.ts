import { canonicalText } from "./canonical-text.ts";
import { hashText } from "./hash-text.ts";

const MAX_WORDS = 32;
const KEY = /[\w-]+:/g;
const WORD = /[\p{L}\p{N}]{2,}/gu;

/** Hashes of the words that a search asks for; names of its parameters are none. */
export function searchWords(given: string): readonly number[] {
  const words = canonicalText(given).replaceAll(KEY, " ").match(WORD) ?? [];
  return [...new Set(words)].slice(0, MAX_WORDS).map(hashText);
}
