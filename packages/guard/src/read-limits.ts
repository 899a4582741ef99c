import type { GuardLimits } from "./guard-limits.ts";
import { DEFAULT_GUARD_LIMITS } from "./guard-limits.ts";

type Unit = "count" | "usd";

/** Names of the limits in the API and in settings. Counts are whole numbers, `_usd` are decimal texts; null = off. */
const FIELDS = {
  same_calls: ["sameCalls", "count"],
  polled_calls: ["polledCalls", "count"],
  same_arguments: ["sameArguments", "count"],
  cycle_rounds: ["cycleRounds", "count"],
  idle_handoffs: ["idleHandoffs", "count"],
  tool_failures: ["toolFailures", "count"],
  model_failures: ["modelFailures", "count"],
  empty_results: ["emptyResults", "count"],
  repeated_texts: ["repeatedTexts", "count"],
  plans: ["plans", "count"],
  stale_calls: ["staleCalls", "count"],
  output_growth: ["outputGrowth", "count"],
  growing_fan_out: ["growingFanOut", "count"],
  fan_out: ["fanOut", "count"],
  steps: ["steps", "count"],
  depth: ["depth", "count"],
  tokens: ["tokens", "count"],
  cost_usd: ["costPicoUsd", "usd"],
  cost_per_minute_usd: ["costPerMinutePicoUsd", "usd"],
  times_usual_cost: ["timesUsualCost", "count"],
} as const satisfies Readonly<Record<string, readonly [keyof GuardLimits, Unit]>>;

const LEAST = 2;
const PICO = 12;
const USD = /^\d{1,9}(\.\d{1,12})?$/;

export type LimitsRead =
  | { readonly status: "ok"; readonly limits: Partial<GuardLimits> }
  | { readonly status: "invalid"; readonly message: string };

/** Reads limits as people write them: an object with the names of the API. What it leaves out is inherited. */
export function readLimits(input: unknown): LimitsRead {
  if (typeof input !== "object" || input === null || Array.isArray(input))
    return { status: "invalid", message: 'Limits are an object such as {"same_calls": 8}.' };
  const limits: Record<string, number | bigint | null> = {};
  for (const [name, value] of Object.entries(input)) {
    if (!isField(name))
      return { status: "invalid", message: `"${name}" is no limit: use ${Object.keys(FIELDS).join(", ")}.` };
    const [field, unit] = FIELDS[name];
    const read = value === null ? null : unit === "usd" ? usdOf(value) : countOf(value);
    if (read === undefined)
      return {
        status: "invalid",
        message:
          unit === "usd"
            ? `"${name}" is not an amount: write US dollars as text such as "12.50", or null to switch the rule off.`
            : `"${name}" is not a limit: write a whole number from ${LEAST} on, or null to switch the rule off.`,
      };
    limits[field] = read;
  }
  return { status: "ok", limits: limits as Partial<GuardLimits> };
}

/** The same limits under the names of the API, as JSON values. */
export function writeLimits(limits: GuardLimits = DEFAULT_GUARD_LIMITS): Record<string, number | string | null> {
  return Object.fromEntries(
    Object.entries(FIELDS).map(([name, [field]]) => {
      const value = limits[field];
      return [name, typeof value === "bigint" ? usdText(value) : value];
    }),
  );
}

function isField(name: string): name is keyof typeof FIELDS {
  return Object.hasOwn(FIELDS, name);
}

function countOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= LEAST ? value : undefined;
}

function usdOf(value: unknown): bigint | undefined {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string" || !USD.test(text)) return undefined;
  const [whole = "0", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.padEnd(PICO, "0"));
}

function usdText(picoUsd: bigint): string {
  const digits = picoUsd.toString().padStart(PICO + 1, "0");
  const fraction = digits.slice(-PICO).replace(/0+$/, "");
  return fraction === "" ? digits.slice(0, -PICO) : `${digits.slice(0, -PICO)}.${fraction}`;
}
