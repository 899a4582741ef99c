import { hashText } from "./hash-text.ts";

/** One sentence of an answer. */
export interface TextPart {
  readonly hash: number;
  readonly chars: number;
}

const MAX_PARTS = 64;
const MAX_CHARS = 16_384;
const BREAK = /[.!?。！？]+(?=\s|$)|\n+/;

/** The sentences of an answer as hashes, so that repeats inside a growing text show. */
export function textParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  for (const sentence of text.slice(0, MAX_CHARS).split(BREAK)) {
    const plain = sentence.trim().replaceAll(/\s+/g, " ").toLowerCase();
    if (plain === "") continue;
    parts.push({ hash: hashText(plain), chars: plain.length });
    if (parts.length === MAX_PARTS) break;
  }
  return parts;
}
