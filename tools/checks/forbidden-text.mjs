import { run } from "../lib/run.mjs";

// Written with brackets so that this file does not match itself. A lint rule is switched off for one line, with a reason.
const PATTERNS = [
  "/w[o]rk/",
  "/f[a]rm/",
  "regi[s]try\\.npmjs",
  "deb\\.debi[a]n",
  "oxlint-dis[a]ble(?!-next-line \\S+ -- )",
  "@ts-ignor[e]",
  "\\.onl[y]\\(",
];

/** No machine's own paths, package hosts or switched-off checks in a tracked file. */
export async function checkForbiddenText() {
  const { code, output } = await run(["git", "grep", "-nIP", PATTERNS.join("|"), "--", ".", ":!pnpm-lock.yaml"]);
  // 0: found, 1: nothing found, else the search itself failed.
  return { passed: code === 1, output };
}
