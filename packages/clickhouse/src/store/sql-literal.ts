/** A text as a ClickHouse string literal. For what cannot be bound: file paths, tokens and SET values. */
export function sqlLiteral(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\0", "\\0")}'`;
}
