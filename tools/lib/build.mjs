import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { bin } from "./bin.mjs";
import { startProgress } from "./progress.mjs";
import { root } from "./root.mjs";
import { run } from "./run.mjs";
import { treeHash } from "./tree-hash.mjs";

const SHARED = ["packages", "clickhouse", "pnpm-lock.yaml", "tsconfig.base.json"];

const TARGETS = [
  {
    title: "Building the dashboard",
    sources: ["apps/web", ...SHARED],
    marker: "apps/web/.next/spanledger-build",
    cwd: "apps/web",
    command: () => [bin("next", "apps/web"), "build"],
  },
  {
    title: "Building the server",
    sources: ["apps/standalone", "apps/ingest", ...SHARED],
    marker: "apps/standalone/dist/spanledger-build",
    cwd: "apps/standalone",
    command: () => [bin("tsdown", "apps/standalone")],
  },
];

/** Builds the dashboard and the server bundle where their sources changed. Throws a sentence when a build fails. */
export async function buildIfStale() {
  for (const target of TARGETS) await buildTarget(target);
}

async function buildTarget({ title, sources, marker, cwd, command }) {
  const wanted = treeHash(sources);
  const markerPath = join(root, marker);
  if (existsSync(markerPath) && readFileSync(markerPath, "utf8") === wanted) return;
  const progress = startProgress(title);
  const env = { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" };
  const { code, output } = await run(command(), { cwd: join(root, cwd), env });
  if (code !== 0) {
    progress.done("failed");
    throw new Error(`${output.trim()}\n\n${title} failed; the lines above say why.`);
  }
  progress.done();
  mkdirSync(dirname(markerPath), { recursive: true });
  writeFileSync(markerPath, wanted);
}
