/** One stored row as the bill names it; sorts like (writer, seq), so that the first of two equal copies stays. */
export function rowKey(writer: string, seq: bigint): string {
  return `${writer}:${seq.toString().padStart(20, "0")}`;
}
