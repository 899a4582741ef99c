import { readdir, readFile, truncate } from "node:fs/promises";
import { join } from "node:path";
import { LOAD_FOLDER, QUARANTINE_FOLDER } from "../../spool/find-segments.ts";

/**
 * Empties the files through which segments were loaded: they still hold the rows of the last one. Gives how many
 * segments that were set aside contain the text; those are evidence of damage and are left to the operator.
 */
export async function clearScratch(directory: string, text: string): Promise<number> {
  const load = join(directory, LOAD_FOLDER);
  for (const name of await readdir(load)) await truncate(join(load, name));
  const folder = join(directory, QUARANTINE_FOLDER);
  const needle = Buffer.from(text);
  let found = 0;
  for (const name of await readdir(folder)) if ((await readFile(join(folder, name))).includes(needle)) found += 1;
  return found;
}
