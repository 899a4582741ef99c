import type { Draft } from "../finding.ts";
import type { LoopStep } from "../guard-step.ts";
import { insertByTime } from "../insert-by-time.ts";
import { isLonger } from "../is-longer.ts";
import type { LoopLimits } from "../loop-limits.ts";
import type { Rule } from "../rule.ts";
import { secondsText } from "../seconds-text.ts";
import { type Stretch, waitsOf } from "../waits-of.ts";

interface Entry {
  readonly startMs: number;
  readonly endMs: number;
  readonly spanId: string;
  readonly name: string;
  readonly key: string;
}

const LONGEST_PERIOD = 6;
/** Short rounds are watched for one call more, to tell a patient poll of two tools from a loop. */
const WATCHED_PERIOD = 3;
/** Of a patient poll's pauses, from round to round. */
const GROWTH = 1.1;

/** The same two to six calls, with the same results, round after round. */
export function cycle(): Rule<LoopLimits, LoopStep> {
  const entries: Entry[] = [];
  let turn = 0;
  return (step, { limits, turn: now, models }) => {
    const rounds = limits.cycleRounds;
    if (rounds === null || step.kind !== "tool" || step.arguments === "") return null;
    if (turn !== now) entries.length = 0;
    turn = now;
    const key = `${step.name} ${step.arguments} ${step.result}`;
    const { startMs, endMs, spanId, name } = step;
    insertByTime(entries, { startMs, endMs, spanId, name, key }, (rounds + 2) * LONGEST_PERIOD);
    for (let period = 2; period <= LONGEST_PERIOD; period++) {
      const length = rounds * period + (period <= WATCHED_PERIOD ? 1 : 0);
      // Looked at for every call: most are told apart by their last two.
      if (entries.length < length || entries.at(-1)?.key !== entries.at(-1 - period)?.key) continue;
      const tail = entries.slice(-length);
      if (isRepeated(tail, period) && !isPatient(entries, period, models)) return draft(tail, period);
    }
    return null;
  };
}

function isRepeated(tail: readonly Entry[], period: number): boolean {
  for (let index = tail.length - 1; index >= period; index--)
    if (tail[index]?.key !== tail[index - period]?.key) return false;
  return tail.some(({ key }) => key !== tail[0]?.key);
}

/** Each round takes longer than the one before. */
function isPatient(entries: readonly Entry[], period: number, models: readonly Stretch[]): boolean {
  if (period > WATCHED_PERIOD) return false;
  const ends = entries.filter((_, index) => (entries.length - 1 - index) % period === 0);
  const last = waitsOf(ends, models).slice(-3);
  return last.every((pause, index) => index === 0 || isLonger(pause, last[index - 1] ?? 0, GROWTH));
}

function draft(tail: readonly Entry[], period: number): Draft {
  const names = tail.slice(-period).map(({ name }) => name);
  const rounds = Math.floor(tail.length / period);
  const [first] = tail;
  const span = secondsText((tail.at(-1)?.endMs ?? 0) - (first?.startMs ?? 0));
  return {
    rule: "cycle",
    severity: "critical",
    count: rounds,
    spanIds: tail.map(({ spanId }) => spanId),
    sentence: `the ${period} calls ${names.join(", ")} repeated ${rounds} times with the same arguments and results in ${span}`,
  };
}
