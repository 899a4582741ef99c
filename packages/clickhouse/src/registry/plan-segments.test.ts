import { describe, expect, test } from "vitest";
import { planSegments } from "./plan-segments.ts";

const at = (text: string) => Date.parse(`2026-03-${text}Z`);
const shown = (segments: ReturnType<typeof planSegments>) =>
  segments.map(({ source, fromMs, toMs }) => {
    const text = (ms: number) => new Date(ms).toISOString().slice(8, 16);
    return `${source} ${text(fromMs)} ${text(toMs)}`;
  });

describe("a question goes to", () => {
  const range = { fromMs: at("01T10:15"), toMs: at("04T02:30") };

  test("days, hours at their edges, and rows at the edges of those", () => {
    expect(shown(planSegments(range, ["feature", "model"], "day"))).toEqual([
      "raw 01T10:15 01T11:00",
      "usage_hourly 01T11:00 02T00:00",
      "usage_daily 02T00:00 04T00:00",
      "usage_hourly 04T00:00 04T02:00",
      "raw 04T02:00 04T02:30",
    ]);
  });

  test("the tenant family when it has all the dimensions", () => {
    const sources = planSegments(range, ["tenant", "feature", "environment"], "day").map((segment) => segment.source);
    expect(new Set(sources)).toEqual(new Set(["raw", "tenant_usage_hourly", "tenant_usage_daily"]));
  });

  test.each([[["tenant", "model"]], [["user"]], [["feature", "attr:team"]]] as const)(
    "the rows when no roll-up has %j",
    (dimensions) => {
      expect(shown(planSegments(range, dimensions, "day"))).toEqual(["raw 01T10:15 04T02:30"]);
    },
  );

  test("hours only when it asks for buckets that days do not add up to", () => {
    expect(shown(planSegments(range, [], "hour"))).toEqual([
      "raw 01T10:15 01T11:00",
      "usage_hourly 01T11:00 04T02:00",
      "raw 04T02:00 04T02:30",
    ]);
  });

  test("the rows when no whole hour is in the range", () => {
    expect(shown(planSegments({ fromMs: at("01T10:15"), toMs: at("01T11:45") }, [], "day"))).toEqual([
      "raw 01T10:15 01T11:45",
    ]);
    expect(planSegments({ fromMs: 5, toMs: 5 }, [], "day")).toEqual([{ source: "raw", fromMs: 5, toMs: 5 }]);
  });
});
