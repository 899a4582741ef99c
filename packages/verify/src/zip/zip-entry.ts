/** A file in the archive, as its central directory describes it. Sizes and offsets are bytes. */
export interface ZipEntry {
  readonly name: string;
  readonly deflated: boolean;
  readonly compressedSize: number;
  readonly size: number;
  /** Where its local header begins. */
  readonly offset: number;
}
