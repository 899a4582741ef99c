const BLOCK = 512;
const REGULAR = "0";

/** The files of a tar archive by their paths. */
export function readTar(archive: Buffer): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  const textAt = (start: number, length: number) =>
    archive.toString("latin1", start, start + length).replace(/\0.*$/s, "");
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0;) {
    const size = Number.parseInt(textAt(at + 124, 12), 8);
    const start = at + BLOCK;
    if (textAt(at + 156, 1) === REGULAR) files.set(textAt(at, 100), archive.subarray(start, start + size));
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}
