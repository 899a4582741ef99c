import type { Evidence, Reading } from "../evidence.ts";
import type { UsageFamily } from "../dialect.ts";
import { count } from "../parse/count.ts";

/** Input, output and total of one usage family, plus the disagreements with the others. */
export interface FamilyCounts {
  readonly input: number | null;
  readonly output: number | null;
  readonly total: number | null;
  /** Uncached input itself, when the span gives it. */
  readonly disjointInput: number | null;
  readonly conflicts: readonly string[];
}

/** Counts of another kind than "input" and "output" of one call: not comparable. */
const APART: ReadonlySet<UsageFamily | undefined> = new Set<UsageFamily>([
  "vercel-detail",
  "langfuse",
  "codex",
  "raw-gemini",
]);

/** Aliases of one number are never added: the first family that reports input or output is taken whole. */
export function selectFamily(evidence: Evidence): FamilyCounts {
  const inputs = evidence.readAll("input_tokens_raw", count);
  const outputs = evidence.readAll("output_tokens_raw", count);
  const totals = evidence.readAll("total_tokens_raw", count);
  const family = firstFamily(inputs) ?? firstFamily(outputs);
  const input = of(inputs, family);
  const output = of(outputs, family);
  return {
    input,
    output: output ?? (input === null ? undefined : outputs.find(notDetail)?.value) ?? sumOfParts(evidence),
    total: of(totals, family) ?? sharedTotal({ inputs, outputs, totals, input, output }),
    disjointInput: inputs.find(({ slot }) => slot.options.family === "vercel-detail")?.value ?? null,
    conflicts: CONFLICTS[(disagree(inputs, input) ? 1 : 0) + (disagree(outputs, output) ? 2 : 0)] ?? NO_CONFLICT,
  };
}

const NO_CONFLICT: readonly string[] = [];
const CONFLICTS: readonly (readonly string[])[] = [
  NO_CONFLICT,
  ["conflict:input_tokens"],
  ["conflict:output_tokens"],
  ["conflict:input_tokens", "conflict:output_tokens"],
];

/** Some spans give the parts of the output only. */
function sumOfParts(evidence: Evidence): number | null {
  const text = evidence.read("text_output_tokens", count)?.value;
  if (text === undefined) return null;
  return text + (evidence.read("reasoning_tokens", count)?.value ?? 0);
}

type Counts = readonly Reading<number>[];

const notDetail = ({ slot }: Reading<number>): boolean =>
  slot.options.family !== "vercel-detail" && slot.options.family !== "langfuse";

function firstFamily(readings: Counts): UsageFamily | undefined {
  return readings.find(notDetail)?.slot.options.family;
}

function of(readings: Counts, family: UsageFamily | undefined): number | null {
  return readings.find(({ slot }) => slot.options.family === family)?.value ?? null;
}

/** Another family's total counts as evidence when that family agrees on input and output, or has neither. */
function sharedTotal(given: {
  readonly inputs: Counts;
  readonly outputs: Counts;
  readonly totals: Counts;
  readonly input: number | null;
  readonly output: number | null;
}): number | null {
  for (const { value, slot } of given.totals) {
    if (slot.options.family === "langfuse") continue;
    const input = of(given.inputs, slot.options.family);
    const output = of(given.outputs, slot.options.family);
    if ((input === null || input === given.input) && (output === null || output === given.output)) return value;
  }
  return null;
}

function disagree(readings: Counts, chosen: number | null): boolean {
  return (
    chosen !== null &&
    readings.length > 1 &&
    readings.some(({ value, slot }) => value !== chosen && !APART.has(slot.options.family))
  );
}
