import { expect, test } from "vitest";
import { baselineOf } from "./baseline-of.ts";
import { judgeValue } from "./judge-value.ts";

const anomaly = { kind: "anomaly", direction: "both", deviations: 5, weeks: 4 } as const;

test("one wild week does not widen what is normal", () => {
  const baseline = baselineOf([10, 11, 9, 10, 500]);
  const judge = (value: number) =>
    judgeValue({ value, calls: 50, baseline }, { condition: anomaly, minimumCalls: 20, hysteresisPercent: 10 }).verdict;
  expect(judge(30)).toBe("breach");
  expect(judge(11)).toBe("clear");
  expect(judge(1)).toBe("breach");
});

test("says nothing with too few calls, too short a history, or nothing before", () => {
  const options = { condition: anomaly, minimumCalls: 20, hysteresisPercent: 10 };
  expect(judgeValue({ value: 1_000, calls: 19, baseline: baselineOf([1, 1, 1, 1]) }, options).verdict).toBe("unknown");
  expect(judgeValue({ value: 1_000, calls: 50, baseline: baselineOf([1, 1, 1]) }, options).verdict).toBe("unknown");
  const change = { kind: "change", direction: "above", percent: 50 } as const;
  const judgeChange = (previous: number | null) =>
    judgeValue(
      { value: 200, calls: 9, previous, previousCalls: 9 },
      { ...options, condition: change, minimumCalls: 1 },
    );
  expect(judgeChange(null).verdict).toBe("unknown");
  expect(judgeChange(0).verdict).toBe("unknown");
  expect(judgeChange(100)).toEqual({ verdict: "breach", threshold: 150 });
});

test("a fall below the threshold breaches in its own direction", () => {
  const judge = (value: number) =>
    judgeValue(
      { value, calls: 1 },
      { condition: { kind: "absolute", direction: "below", threshold: 50 }, minimumCalls: 0, hysteresisPercent: 10 },
    ).verdict;
  expect([judge(49), judge(52), judge(55)]).toEqual(["breach", "hold", "clear"]);
});
