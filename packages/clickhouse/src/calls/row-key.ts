/** A stored row's own identity: unlike its ids it never occurs twice. */
export function rowKey({ writer, seq }: { readonly writer: string; readonly seq: string }): string {
  return `${writer}:${seq}`;
}
