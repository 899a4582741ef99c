import { execFileSync } from "node:child_process";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** Bundles the benchmark's server of a working tree like the one that ships, and gives its path. */
export function buildServer(root: string = ROOT): string {
  const standalone = join(root, "apps/standalone");
  const config = join(root, "bench/ingest/tsdown.config.ts");
  execFileSync(join(standalone, "node_modules/.bin/tsdown"), ["--config", config, "--log-level", "error"], {
    cwd: standalone,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return join(standalone, "dist/bench/server.mjs");
}
