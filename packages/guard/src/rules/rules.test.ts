import { expect, test } from "vitest";
import { aStep } from "../../test/a-step.ts";
import { createTraceGuard, type GuardStep, isPlan, resultFingerprint, searchWords, textParts } from "../index.ts";

const NONE = -1;
/** Index of the step that the first finding came with. */
function foundAt(steps: readonly GuardStep[], rule: string): number {
  const guard = createTraceGuard();
  return steps.findIndex((step) => guard.observe(step).some((finding) => finding.rule === rule));
}

const times = (count: number, make: (index: number) => GuardStep) => Array.from({ length: count }, (_, i) => make(i));

function answer(index: number, text: string, given: Partial<GuardStep> = {}): GuardStep {
  const tokens = { inputTokens: 50 + index * 60, outputTokens: 40 };
  return aStep({
    startMs: index * 100,
    output: textParts(text),
    isPlan: isPlan(text),
    ...tokens,
    isFinal: true,
    ...given,
  });
}

test("finds plan after plan without work, and not plans that are carried out", () => {
  const plan = (index: number) =>
    answer(index, `Revised plan ${index}: first look at ${index * 7}, then report ${index}.`);
  expect(foundAt(times(10, plan), "replanning")).toBe(4);
  const worked = times(20, (index) =>
    index % 2 === 0
      ? plan(index)
      : aStep({ kind: "tool", name: "read", arguments: `{"n":${index}}`, result: `${index}` }),
  );
  expect(foundAt(worked, "replanning")).toBe(NONE);
});

test("finds the same answer in a growing conversation, and not equal labels of different items", () => {
  const text = "The parcel left Rotterdam on Monday and is expected in Hamburg on Thursday.";
  expect(
    foundAt(
      times(9, (index) => answer(index, index % 3 === 0 ? `Sure. ${text}` : text)),
      "repeated_text",
    ),
  ).toBe(5);
  const labels = times(100, (index) => answer(index, text, { inputTokens: 50 + ((index * 37) % 11) }));
  expect(foundAt(labels, "repeated_text")).toBe(NONE);
});

test("finds a fan-out that grows, and not one wide step or batches of equal width", () => {
  const asks = (width: number) => times(width, () => aStep()).map((_, n) => ({ name: "summarise", arguments: `${n}` }));
  const wide = (widths: readonly number[]) =>
    widths.map((width, index) => answer(index, "", { asks: asks(width), isFinal: false }));
  expect(foundAt(wide([2, 4, 8, 16]), "fan_out")).toBe(3);
  expect(foundAt(wide([6, 7, 8, 9, 10, 11]), "fan_out")).toBe(4);
  expect(foundAt(wide([1, 100, 1]), "fan_out")).toBe(NONE);
  expect(foundAt(wide([10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 1]), "fan_out")).toBe(NONE);
});

test("finds sub-agents that start sub-agents that start sub-agents, while none of them has ended", () => {
  const delegate = (startMs: number, parentSpanId: string) =>
    aStep({
      startMs,
      parentSpanId,
      asks: [0, 1, 2].map((n) => ({ name: "delegate", arguments: `${startMs} ${n}` })),
      inputTokens: 120,
      outputTokens: 60,
    });
  const levels = [delegate(0, "a"), ...[1, 2, 3].map((n) => delegate(100 + n, `b${n}`)), delegate(205, "c1")];
  expect(foundAt(levels, "fan_out")).toBe(4);
  expect(foundAt(levels.slice(0, 4), "fan_out")).toBe(NONE);
});

test("takes parallel failures for one, and growing pauses for patience", () => {
  const failed = (startMs: number) => aStep({ startMs, isError: true });
  expect(
    foundAt(
      times(12, (index) => failed(index * 30)),
      "retry_storm",
    ),
  ).toBe(5);
  expect(
    foundAt(
      times(40, (index) => failed((index % 20) + (index < 20 ? 0 : 500))),
      "retry_storm",
    ),
  ).toBe(NONE);
  expect(
    foundAt(
      times(8, (index) => failed(50 * 2 ** index)),
      "retry_storm",
    ),
  ).toBe(NONE);
});

test("takes no unevenness of timers for patience", () => {
  // Each pause is longer than the one before, from half a millisecond to twelve.
  const uneven = (index: number) => 100 + 0.5 * index ** 2;
  const failed = times(12, (index) =>
    aStep({ kind: "tool", name: "save", startMs: uneven(index), endMs: uneven(index), isError: true }),
  );
  expect(foundAt(failed, "failure_streak")).toBe(5);
  const same = times(12, (index) =>
    aStep({ kind: "tool", name: "read", arguments: "a", result: "b", startMs: uneven(index) }),
  );
  expect(foundAt(same, "same_call")).toBe(5);
  const round = times(12, (index) =>
    aStep({ kind: "tool", name: "read", arguments: `${index % 2}`, result: "b", startMs: uneven(index) }),
  );
  expect(foundAt(round, "cycle")).toBe(6);
});

test("finds one empty search in changed words, and not as many searches for different things", () => {
  const search = (index: number, words: string) =>
    aStep({
      kind: "tool",
      name: "search",
      startMs: index * 100,
      arguments: words,
      result: "[]",
      isEmptyResult: true,
      searchWords: searchWords(`{"query":"${words}"}`),
    });
  const reworded = times(9, (index) => search(index, `lost parcel Rotterdam ${index + 10}`));
  expect(foundAt(reworded, "empty_results")).toBe(6);
  const different = times(9, (index) => search(index, `topic${index} of${index * 7} field${index + 50}`));
  expect(foundAt(different, "empty_results")).toBe(NONE);
});

test("takes results for equal that differ only in the moment they were made at", () => {
  const at = (time: string, state: string) => resultFingerprint(`{"seen":"2026-03-01T${time}Z","state":"${state}"}`);
  expect(at("10:00:01.250", "open")).toBe(at("10:07:59", "open"));
  expect(at("10:00:01", "open")).not.toBe(at("10:00:01", "closed"));
});

test("keeps its limits and its memory however long a trace is", () => {
  const guard = createTraceGuard();
  const steps = times(20_000, (index) => answer(index, `Line ${index} says ${index * 31}.`, { inputTokens: 40 }));
  const found = steps.flatMap((step) => guard.observe(step));
  expect(found.map(({ rule }) => rule)).toEqual(["steps"]);
  expect(found[0]?.sentence).toBe("401 model calls in one trace, the limit is 400");
});

/** A tool called again and again; the pauses are the model's, the time that the tool takes is its own. */
function calls(count: number, took: { readonly model: (n: number) => number; readonly tool: (n: number) => number }) {
  const steps: GuardStep[] = [];
  let startMs = 0;
  for (let n = 0; n < count; n++) {
    const askedMs = startMs + took.model(n);
    steps.push(answer(0, "", { startMs, endMs: askedMs, isFinal: false, inputTokens: null, outputTokens: null }));
    startMs = askedMs + took.tool(n);
    const asked = { name: "status", arguments: '{"id":7}', result: '{"state":"open"}' };
    steps.push(aStep({ kind: "tool", ...asked, startMs: askedMs, endMs: startMs }));
  }
  return steps;
}

test("takes a model that answers ever slower for no patient client, and a tool that waits ever longer for one", () => {
  const slower = calls(12, { model: (n) => 800 * 1.4 ** n, tool: () => 5 });
  expect(foundAt(slower, "same_call")).toBe(11);
  const patient = calls(12, { model: () => 900, tool: (n) => 300 * 1.4 ** n });
  expect(foundAt(patient, "same_call")).toBe(NONE);
  const slow = calls(12, { model: () => 15_000, tool: () => 5 });
  expect(foundAt(slow, "same_call")).toBe(11);
});
