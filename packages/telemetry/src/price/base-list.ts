import { libraryIndex, type LibraryIndex } from "./library-index.ts";
import { overlay, type Overlay } from "./overlay.ts";
import type { PriceList } from "./provider-table.ts";

/** A price list with its data: the library's models under our overlay. */
export interface BaseList {
  readonly library: LibraryIndex | undefined;
  readonly overlay: Overlay;
}

const LOADED = new Map<string, BaseList>();

/** Reads a list once per process; the data is part of the code and never changes at run time. */
export function baseList({ library, overlay: file }: PriceList): BaseList {
  const key = `${library ?? ""}|${file}`;
  const known = LOADED.get(key);
  if (known !== undefined) return known;
  const list = { library: library === null ? undefined : libraryIndex(library), overlay: overlay(file) };
  LOADED.set(key, list);
  return list;
}
