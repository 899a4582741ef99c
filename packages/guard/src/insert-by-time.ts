/** Spans arrive by their end, in batches: keeps a short list in order of start, dropping the oldest over `size`. */
export function insertByTime<T extends { readonly startMs: number }>(list: T[], item: T, size: number): void {
  let index = list.length;
  while (index > 0 && (list[index - 1]?.startMs ?? 0) > item.startMs) index--;
  list.splice(index, 0, item);
  if (list.length > size) list.shift();
}
