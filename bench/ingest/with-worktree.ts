import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** Gives the folder of a commit, checked out and installed beside this working tree, and removes it afterwards. */
export async function withWorktree<Result>(ref: string, use: (root: string) => Promise<Result>): Promise<Result> {
  const root = join(mkdtempSync(join(tmpdir(), "spanledger-compare-")), "tree");
  execFileSync("git", ["worktree", "add", "--detach", root, ref], { cwd: ROOT, stdio: "ignore" });
  try {
    const install = ["-y", "pnpm@10", "install", "--prefer-offline", "--frozen-lockfile"];
    execFileSync("npx", install, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
    return await use(root);
  } finally {
    execFileSync("git", ["worktree", "remove", "--force", root], { cwd: ROOT, stdio: "ignore" });
  }
}
