import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { bin } from "../lib/bin.mjs";
import { root } from "../lib/root.mjs";
import { run } from "../lib/run.mjs";
import { checkClaims } from "./claims.mjs";
import { checkDocReferences } from "./doc-references.mjs";
import { checkForbiddenText } from "./forbidden-text.mjs";

/** Everything that needs no database and no browser; each entry counts as one test. */
export const checks = [
  { name: "format", check: () => tool("oxfmt", "--check", ".") },
  { name: "lint", check: () => tool("oxlint", "--type-aware") },
  ...workspaces().map((folder) => ({
    name: `types of ${folder}`,
    check: () => tool("tsc", "-p", join(folder, "tsconfig.json")),
  })),
  { name: "unused files, exports and dependencies", check: () => tool("knip", "--no-progress") },
  { name: "paths named in documents", check: checkDocReferences },
  { name: "text that must not be in a file", check: checkForbiddenText },
  { name: "claims that evidence cannot keep", check: checkClaims },
];

async function tool(name, ...args) {
  const { code, output } = await run([bin(name), ...args]);
  return { passed: code === 0, output };
}

function workspaces() {
  return ["packages", "apps", "examples"]
    .flatMap((parent) => readdirSync(join(root, parent)).map((name) => `${parent}/${name}`))
    .concat("bench", "e2e")
    .filter((folder) => existsSync(join(root, folder, "tsconfig.json")));
}
