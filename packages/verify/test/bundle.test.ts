import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { LOG_KEY, sampleFiles, scratchFile } from "./sample-export.ts";
import { writeZip } from "./zip-writer.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const call = promisify(execFile);

test("the built command is one file without dependencies that runs anywhere Node does", async () => {
  const folder = mkdtempSync(join(tmpdir(), "spanledger-verify-bundle-"));
  const tsdown = join(dirname(createRequire(import.meta.url).resolve("tsdown/package.json")), "dist/run.mjs");
  await call(process.execPath, [tsdown, "--out-dir", join(folder, "dist")], { cwd: root });
  cpSync(join(root, "package.json"), join(folder, "package.json"));
  const main = join(folder, "dist/main.mjs");
  const imports = [...readFileSync(main, "utf8").matchAll(/^import .*? from "([^"]+)"/gmu)].map(([, name]) => name);
  expect(imports.filter((name) => !name?.startsWith("node:"))).toEqual([]);
  expect(JSON.parse(readFileSync(join(root, "package.json"), "utf8"))).not.toHaveProperty("dependencies");
  const { stdout } = await call(process.execPath, [main, scratchFile(writeZip(sampleFiles())), "--key", LOG_KEY.vkey], {
    cwd: folder,
  });
  expect(stdout).toContain("\nPASS: ");
});
