export interface ExcerptPart {
  readonly words: string;
  readonly isMatch: boolean;
}

/** A stretch of stored JSON as words on one line, with the matches apart. */
export function excerptParts(excerpt: string, text: string): readonly ExcerptPart[] {
  const line = readable(excerpt);
  const needle = readable(text).toLowerCase();
  const parts: ExcerptPart[] = [];
  let from = 0;
  for (let at = find(line, needle, from); at >= 0; at = find(line, needle, from)) {
    parts.push({ words: line.slice(from, at), isMatch: false });
    parts.push({ words: line.slice(at, at + needle.length), isMatch: true });
    from = at + needle.length;
  }
  return [...parts, { words: line.slice(from), isMatch: false }].filter(({ words }) => words !== "");
}

function find(line: string, needle: string, from: number): number {
  return needle === "" ? -1 : line.toLowerCase().indexOf(needle, from);
}

function readable(json: string): string {
  return json.replaceAll(/\\[nrt]|\s+/g, " ").replaceAll('\\"', '"');
}
