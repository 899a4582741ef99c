import { spawn } from "node:child_process";
import { root } from "./root.mjs";

/**
 * Runs a command with its output on this terminal, and without input.
 * @param {readonly string[]} command
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code, 127 when it cannot start
 */
export function runVisibly([file, ...args], { cwd = root, env = {} } = {}) {
  return new Promise((resolve) => {
    const colour = process.stdout.isTTY ? {} : { NO_COLOR: "1", FORCE_COLOR: "0" };
    const settings = { ...process.env, ...colour, ...env };
    const child = spawn(file, args, { cwd, env: settings, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", () => resolve(127));
    child.on("close", (code) => resolve(code ?? 1));
  });
}
