import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";

/** Replaces a file so that after a crash there is the old text or the new one, on stable storage when it resolves. */
export async function writeDurably(path: string, text: string, mode = 0o600): Promise<void> {
  const beside = `${path}.new`;
  const handle = await open(beside, "w", mode);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, path);
  const folder = await open(dirname(path), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
