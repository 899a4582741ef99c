/** A file of an archive, packed and waiting on disk. */
export interface ZipPart {
  /** Path inside the archive. */
  readonly name: string;
  /** Size before packing. */
  readonly bytes: number;
  /** SHA-256 before packing, 64 hex digits. */
  readonly sha256: string;
  readonly crc32: number;
  readonly packedBytes: number;
  /** Where the packed bytes (raw deflate) are. */
  readonly packedPath: string;
}
