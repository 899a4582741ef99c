import type { ExportPackage } from "./export-package.ts";

/** Files that were split by size, read as the one they are. */
export async function* concatenate(files: ExportPackage, names: readonly string[]): AsyncGenerator<Buffer> {
  for (const name of names) yield* files.open(name);
}
