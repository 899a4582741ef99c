const ZEROS = "0".repeat(20);

/** One stored row as the bill names it; sorts like (writer, seq), so that the first of two equal copies stays. */
export function rowKey(writer: string, seq: bigint): string {
  const digits = String(seq);
  return `${writer}:${ZEROS.slice(digits.length)}${digits}`;
}
