import { validateAlertRule } from "@spanledger/alerts";
import { expect, test } from "vitest";
import { isMuted } from "./is-muted.ts";

const NOW = Date.parse("2026-11-18T12:00:00Z");
const HOUR = 3_600_000;

function aRule(given: object) {
  const validated = validateAlertRule({
    name: "Errors",
    measure: "calls",
    condition: { kind: "absolute", direction: "above", threshold: 10 },
    windowMinutes: 60,
    ...given,
  });
  if (!validated.ok) throw new Error(JSON.stringify(validated.problems));
  return validated.value;
}

test("nobody is told from the start of a maintenance window until its end, and again after it", () => {
  const rule = aRule({ maintenance: [{ fromMs: NOW, toMs: NOW + HOUR }] });
  expect([NOW - 1, NOW, NOW + HOUR - 1, NOW + HOUR].map((atMs) => isMuted(rule, atMs))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test("a mute ends when it says so", () => {
  const rule = aRule({ mutedUntilMs: NOW });
  expect([NOW - 1, NOW].map((atMs) => isMuted(rule, atMs))).toEqual([true, false]);
});
