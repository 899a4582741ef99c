import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./root.mjs";

/**
 * Runs the built server and passes signals on. The IPC channel lets it drain when this process disappears.
 * @param {readonly string[]} args flags or a command
 * @returns {Promise<number>} its exit code
 */
export function serve(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ["--max-semi-space-size=64", join(root, "apps/standalone/dist/main.mjs"), ...args],
      {
        // More threads than ClickHouse connections: each running query holds one.
        env: { UV_THREADPOOL_SIZE: "16", NODE_ENV: "production", SPANLEDGER_COMMIT: commit(), ...process.env },
        stdio: ["inherit", "inherit", "inherit", "ipc"],
      },
    );
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/** Of the checkout, for what is signed with the version that made it; "unknown" without git. */
function commit() {
  const { status, stdout } = spawnSync("git", ["rev-parse", "HEAD"], { cwd: root, encoding: "utf8" });
  return status === 0 ? stdout.trim() : "unknown";
}
