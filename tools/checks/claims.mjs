import { run } from "../lib/run.mjs";

// What no product can promise about a law or a log; the specification of the evidence log (§6) lists them.
const CLAIMS = [
  "AI[ -]Act[ -]compliant",
  "(AI Act|GDPR|ISO/IEC \\d+|prEN \\d+(-\\d+)?)[ -]certified",
  "guarantees? compliance",
  "conforms to (ISO/IEC 24970|prEN 18229)",
  "\\bimmutable\\b",
  "court-proof",
  "qualified ledger",
  "Commission-approved",
  "Art(\\.|icle) 12 requires (hash|tamper)",
  "7 % fines? for missing logs",
];

/** No text that a reader sees promises what evidence cannot: "compliant", "certified", "immutable" and their like. */
export async function checkClaims() {
  const seen = ["*.md", "apps/web/src/**/*.tsx", "apps/web/src/server/**/*.ts", "packages/evidence/src/**"];
  const { code, output } = await run(["git", "grep", "-nIPi", CLAIMS.join("|"), "--", ...seen]);
  // 0: found, 1: nothing found, else the search itself failed.
  return { passed: code === 1, output };
}
