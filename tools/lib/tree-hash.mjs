import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

/** `next-env.d.ts` is written by the build itself. */
const SKIPPED = new Set(["node_modules", "dist", ".next", "data", "test", "test-results", "next-env.d.ts"]);

/**
 * Fingerprint of the content of files and folders (tests and build output left out), so that a build is repeated
 * when its sources changed and not when a checkout only touched their dates.
 * @param {readonly string[]} paths relative to the repository; a missing one counts as empty
 */
export function treeHash(paths) {
  const hash = createHash("sha256");
  for (const path of paths)
    for (const file of filesOf(path))
      hash
        .update(file)
        .update("\0")
        .update(readFileSync(join(root, file)))
        .update("\0");
  return hash.digest("hex");
}

function filesOf(path) {
  const absolute = join(root, path);
  if (!existsSync(absolute)) return [];
  if (statSync(absolute).isFile()) return [path];
  return readdirSync(absolute, { withFileTypes: true })
    .filter(
      (entry) => !SKIPPED.has(entry.name) && !/\.test\.tsx?$/.test(entry.name) && !entry.name.endsWith(".tsbuildinfo"),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const child = join(path, entry.name);
      return entry.isDirectory() ? filesOf(child) : entry.isFile() ? [child] : [];
    });
}
