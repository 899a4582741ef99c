import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../lib/root.mjs";
import { run } from "../lib/run.mjs";

const LINK = /\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g;
// `apps/ingest/src/main.ts` in backticks; patterns with placeholders, globs or braces are not paths.
const QUOTED_PATH = /`((?:apps|packages|clickhouse|bench|e2e|docs|examples|tools|\.ci)\/[\w./@[\]-]*)`/g;

/** Every path that a Markdown file links to or quotes exists. */
export async function checkDocReferences() {
  const { stdout } = await run(["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", "*.md"]);
  const missing = stdout
    .split("\n")
    .filter((file) => file !== "" && existsSync(join(root, file)))
    .flatMap((file) => missingReferences(file, readFileSync(join(root, file), "utf8")));
  return { passed: missing.length === 0, output: missing.join("\n") };
}

/**
 * @param {string} file the document, relative to the repository
 * @param {string} text its content
 * @returns {string[]} one line per path that does not exist
 */
export function missingReferences(file, text) {
  const links = [...text.matchAll(LINK)].map(([, path]) => join(dirname(file), path));
  const quoted = [...text.matchAll(QUOTED_PATH)].map(([, path]) => path);
  return [...links, ...quoted]
    .filter((path) => !existsSync(join(root, path)))
    .map((path) => `${file}: ${path} does not exist`);
}
