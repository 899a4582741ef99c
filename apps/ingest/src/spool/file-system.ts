/** An open segment file. */
export interface SpoolFile {
  /** Writes all buffers one after the other from `position`. */
  write(buffers: readonly Uint8Array[], position: number): Promise<void>;
  /** Resolves when everything written is on stable storage. */
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

/** The few operations whose failure the spool must survive; tests inject faults here. */
export interface SpoolFileSystem {
  /** Fails when the file exists. */
  create(path: string): Promise<SpoolFile>;
  remove(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Makes created, renamed and removed names survive a power loss. */
  syncDirectory(path: string): Promise<void>;
  /** Bytes left for this process on the disk of the folder. */
  freeBytes(directory: string): Promise<number>;
}
