/** The archive is broken, or made in a way that a reader must not follow. */
export class ZipError extends Error {
  override readonly name = "ZipError";
}
