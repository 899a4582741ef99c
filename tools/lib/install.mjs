import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startProgress } from "./progress.mjs";
import { root } from "./root.mjs";
import { run } from "./run.mjs";
import { treeHash } from "./tree-hash.mjs";

const MARKER = join(root, "node_modules", ".spanledger-installed");

/** Command line of the package manager that package.json pins. */
export function pnpm() {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return ["npx", "-y", packageManager];
}

/**
 * Installs the packages of the lockfile unless this lockfile is installed already. Throws a sentence when it fails.
 * @returns {Promise<boolean>} whether anything had to be installed
 */
export async function installIfNeeded() {
  const wanted = treeHash(["pnpm-lock.yaml", "pnpm-workspace.yaml"]);
  if (existsSync(MARKER) && readFileSync(MARKER, "utf8") === wanted) return false;
  const progress = startProgress("Installing packages (the first time downloads about 400 MB)");
  const { code, output } = await run([...pnpm(), "install", "--frozen-lockfile", "--reporter=append-only"], {
    env: { CI: "true" },
    onLine: (line) => {
      const counts = /resolved (\d+), reused (\d+), downloaded (\d+), added (\d+)/.exec(line);
      if (counts) progress.note(`${counts[4]} of ${counts[1]} packages`);
    },
  });
  if (code !== 0) {
    progress.done("failed");
    throw new Error(
      `${output.trim()}\n\nInstalling failed; the lines above say why. Check the network and run the command again.`,
    );
  }
  progress.done();
  mkdirSync(join(root, "node_modules"), { recursive: true });
  writeFileSync(MARKER, wanted);
  return true;
}
