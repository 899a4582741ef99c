import type { Evidence, SpanEvidence } from "../evidence.ts";
import type { Plan } from "../plan.ts";
import type { Field } from "../precedence/index.ts";
import { type Answer, ask, type Question, UNKEYED } from "./question.ts";
import { type Step, WatchedEvidence } from "./watched-evidence.ts";

/** Results of one function for spans of the same keys. More than this are forgotten and learned again. */
const MAX_RESULTS = 1_000;
/** The same over all functions and keys. */
const MAX_ALL_RESULTS = 20_000;
/** After so many questions it must have been found again more often than not; else it is not worth it. */
const TRIAL = 2_000;

let allResults = 0;
/** Raised to make every memory forget. */
let generation = 0;
let functions = 0;

/**
 * The same function, which remembers its results by exactly what it looked at: of a span with the same keys it asks the
 * same questions again, and where all answers are known the result is. For what follows from few values that come again
 * and again (names, models, kinds), not for texts and numbers. Results are shared and must not be changed.
 */
export function remember<Result extends object>(
  work: (evidence: Evidence) => Result,
): (evidence: SpanEvidence) => Result {
  const index = functions++;
  /** Every field that was looked at so far: events that speak of others change nothing. */
  const touched = new Set<Field>();
  return (evidence) => {
    if (evidence.isExtendedByAny(touched)) return work(evidence);
    const memory = memoryOf<Result>(evidence.plan, index);
    if (memory.isOff) return work(evidence);
    const known = memory.find(evidence);
    if (known !== undefined) return known;
    const watched = new WatchedEvidence(evidence, touched);
    const result = work(watched);
    if (!watched.isBeyondSteps) memory.add(watched.steps, result);
    return result;
  };
}

function memoryOf<Result extends object>({ memories }: Plan, index: number): Memory<Result> {
  const memory = memories[index];
  if (memory !== undefined) return memory as Memory<Result>;
  const made = new Memory<Result>();
  memories[index] = made;
  return made;
}

/** A tree of questions; the same answers lead to the same next question, and in the end to the result. */
class Memory<Result extends object> {
  isOff = false;
  #root = new Place<Result>();
  #results = 0;
  #asked = 0;
  #found = 0;
  #generation = generation;

  find(evidence: SpanEvidence): Result | undefined {
    this.#asked += 1;
    let place: Place<Result> | undefined = this.#root;
    while (place?.question !== undefined) place = place.after(ask(evidence, place.question));
    if (place?.result !== undefined) this.#found += 1;
    return place?.result;
  }

  add(steps: readonly Step[], result: Result): void {
    if (this.#asked >= TRIAL && this.#found < this.#asked / 2) this.isOff = true;
    if (this.isOff || steps.some(([, answer]) => answer === UNKEYED)) return;
    if (this.#results >= MAX_RESULTS || this.#generation !== generation) this.#forget();
    let place = this.#root;
    for (const [question, answer] of steps) {
      place.question ??= question;
      place = place.open(answer);
    }
    place.result = result;
    this.#results += 1;
    allResults += 1;
    if (allResults > MAX_ALL_RESULTS) {
      allResults = 0;
      generation += 1;
    }
  }

  #forget(): void {
    this.#root = new Place<Result>();
    this.#results = 0;
    this.#generation = generation;
  }
}

class Place<Result extends object> {
  /** What is asked here; undefined where nothing is left to ask. */
  question: Question | undefined = undefined;
  result: Result | undefined = undefined;
  /** The answer that came last comes most often. */
  #last: Answer = UNKEYED;
  #afterLast: Place<Result> | undefined = undefined;
  #answers: Map<Answer, Place<Result>> | undefined = undefined;

  after(answer: Answer): Place<Result> | undefined {
    if (answer === this.#last) return this.#afterLast;
    const next = this.#answers?.get(answer);
    if (next === undefined) return undefined;
    this.#last = answer;
    this.#afterLast = next;
    return next;
  }

  open(answer: Answer): Place<Result> {
    const known = this.after(answer);
    if (known !== undefined) return known;
    const next = new Place<Result>();
    (this.#answers ??= new Map<Answer, Place<Result>>()).set(answer, next);
    this.#last = answer;
    this.#afterLast = next;
    return next;
  }
}
