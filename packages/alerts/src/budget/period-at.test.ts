import { expect, test } from "vitest";
import { periodAt } from "./period-at.ts";

const at = (text: string) => Date.parse(text);
const shown = ({ fromMs, toMs, key }: ReturnType<typeof periodAt>) => [
  new Date(fromMs).toISOString(),
  new Date(toMs).toISOString(),
  key,
];

test.each([
  ["2026-03-29T12:00:00Z", { kind: "day" }, ["2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z", "2026-03-29"]],
  ["2026-10-25T12:00:00Z", { kind: "day" }, ["2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z", "2026-10-25"]],
  ["2026-10-31T23:30:00Z", { kind: "month" }, ["2026-10-31T23:00:00.000Z", "2026-11-30T23:00:00.000Z", "2026-11-01"]],
  ["2026-11-22T10:00:00Z", { kind: "week" }, ["2026-11-15T23:00:00.000Z", "2026-11-22T23:00:00.000Z", "2026-11-16"]],
] as const)("%s falls in the %j of Berlin, summer time or not", (now, period, expected) => {
  expect(shown(periodAt(at(now), period, "Europe/Berlin"))).toEqual(expected);
});

test("a rolling window ends now", () => {
  const nowMs = at("2026-11-21T10:00:00Z");
  expect(periodAt(nowMs, { kind: "rolling", days: 30 }, "UTC")).toMatchObject({
    fromMs: nowMs - 30 * 86_400_000,
    toMs: nowMs,
  });
});
