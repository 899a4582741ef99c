import { run } from "../lib/run.mjs";

// Written with brackets so that this file does not match itself.
const PATTERNS = [
  "/w[o]rk/",
  "/f[a]rm/",
  "regi[s]try\\.npmjs",
  "deb\\.debi[a]n",
  "oxlint-dis[a]ble",
  "@ts-ignor[e]",
  "\\.onl[y]\\(",
];

/** No machine's own paths, package hosts or switched-off checks in a tracked file. */
export async function checkForbiddenText() {
  const { code, output } = await run(["git", "grep", "-nIE", PATTERNS.join("|"), "--", ".", ":!pnpm-lock.yaml"]);
  return code === 0 ? { passed: false, output } : { passed: true, output: "" };
}
