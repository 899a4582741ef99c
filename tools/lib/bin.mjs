import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

/**
 * Command line of an installed tool, without going through npx.
 * @param {string} name
 * @param {string} [workspace] folder whose dependency it is, e.g. `apps/web`
 */
export function bin(name, workspace = ".") {
  const path = join(root, workspace, "node_modules", ".bin", name);
  if (!existsSync(path)) throw new Error(`${name} is not installed in ${workspace}; run npm test or npm start once.`);
  return path;
}
