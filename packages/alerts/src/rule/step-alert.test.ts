import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeValue } from "./judge-value.ts";
import { type AlertState, CALM, type Step, stepAlert } from "./step-alert.ts";

const LIMIT = 100;
const judge = (value: number | null) =>
  judgeValue(
    { value, calls: 1 },
    { condition: { kind: "absolute", direction: "above", threshold: LIMIT }, minimumCalls: 0, hysteresisPercent: 10 },
  ).verdict;

interface Moment {
  readonly value: number | null;
  readonly gapMs: number;
  readonly isMuted: boolean;
}

const moments = (values: fc.Arbitrary<number | null>) =>
  fc.array(fc.record<Moment>({ value: values, gapMs: fc.integer({ min: 1, max: 120_000 }), isMuted: fc.boolean() }), {
    maxLength: 200,
  });
const times = fc.record({ forMs: fc.constantFrom(0, 60_000, 300_000), recoverMs: fc.constantFrom(0, 60_000, 300_000) });

function run(start: AlertState, story: readonly Moment[], wait: { forMs: number; recoverMs: number }) {
  let state = start;
  let nowMs = 1_000_000;
  const steps: (Step & { readonly moment: Moment; readonly nowMs: number; readonly before: AlertState })[] = [];
  for (const moment of story) {
    nowMs += moment.gapMs;
    const before = state;
    const step = stepAlert(state, { nowMs, verdict: judge(moment.value), isMuted: moment.isMuted, ...wait });
    steps.push({ ...step, moment, nowMs, before });
    state = step.state;
  }
  return { state, nowMs, steps };
}

const anyValue = fc.option(fc.double({ min: 0, max: 200, noNaN: true }), { nil: null, freq: 10 });

test("fires and recovers in turns: never twice for one crossing, neither in the history nor to anybody", () => {
  fc.assert(
    fc.property(moments(anyValue), times, (story, wait) => {
      const { steps } = run(CALM, story, wait);
      for (const kind of ["transition", "tell"] as const) {
        const said = steps.flatMap((step) => step[kind] ?? []);
        said.forEach((word, index) => expect(word).toBe(index % 2 === 0 ? "fired" : "recovered"));
      }
    }),
  );
});

test("never changes on a figure inside the hysteresis", () => {
  const inside = fc.double({ min: 90.000001, max: LIMIT, noNaN: true });
  fc.assert(
    fc.property(moments(inside), times, fc.boolean(), (story, wait, isFiring) => {
      const start: AlertState = isFiring ? { phase: "firing", sinceMs: 0, isTold: true } : CALM;
      const { steps, state } = run(start, story, wait);
      expect(steps.flatMap((step) => step.transition ?? [])).toEqual([]);
      expect(state.phase).toBe(isFiring ? "firing" : "calm");
    }),
  );
});

test("fires only over the threshold for the whole time, recovers only on calm", () => {
  fc.assert(
    fc.property(moments(anyValue), times, (story, wait) => {
      const { steps } = run(CALM, story, wait);
      const fired = steps.filter(({ transition }) => transition === "fired");
      for (const { moment } of fired) expect(moment.value).toBeGreaterThan(LIMIT);
      const waited = fired.map(({ nowMs, before }) => (before.phase === "pending" ? nowMs - before.sinceMs : 0));
      for (const waitedMs of waited) expect(waitedMs).toBeGreaterThanOrEqual(wait.forMs);
      const recovered = steps.filter(({ transition }) => transition === "recovered");
      for (const { moment } of recovered) expect(moment.value).toBeLessThanOrEqual(90);
    }),
  );
});

test("always recovers, and says so, once the figure stays calm", () => {
  fc.assert(
    fc.property(moments(anyValue), times, (story, wait) => {
      const { state } = run(CALM, story, wait);
      const calm: Moment = { value: 10, gapMs: 400_000, isMuted: false };
      const after = run(state, [calm, calm, calm], wait);
      expect(after.state).toMatchObject({ phase: "calm", isTold: false });
    }),
  );
});

test("nobody is told while it is muted, and afterwards only of what still holds", () => {
  const quick = { forMs: 0, recoverMs: 0 };
  const over = { value: 150, gapMs: 1_000, isMuted: true };
  const { steps } = run(CALM, [over, { ...over, isMuted: false }, { value: 1, gapMs: 1_000, isMuted: false }], quick);
  expect(steps.map(({ tell }) => tell)).toEqual([null, "fired", "recovered"]);
  const passed = run(
    CALM,
    [over, { value: 1, gapMs: 1_000, isMuted: true }, { value: 1, gapMs: 1, isMuted: false }],
    quick,
  );
  expect(passed.steps.map(({ tell }) => tell)).toEqual([null, null, null]);
});
