import { execFileSync } from "node:child_process";
import { join } from "node:path";

const STANDALONE = join(import.meta.dirname, "../../apps/standalone");

/** Bundles the benchmark's server like the one that ships, and gives its path. */
export function buildServer(): string {
  const config = join(import.meta.dirname, "tsdown.config.ts");
  execFileSync(join(STANDALONE, "node_modules/.bin/tsdown"), ["--config", config, "--log-level", "error"], {
    cwd: STANDALONE,
    stdio: "inherit",
  });
  return join(STANDALONE, "dist/bench/server.mjs");
}
