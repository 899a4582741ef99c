import { z } from "zod";
import { ScopeSchema } from "../scope.ts";

/** What an alert can watch. Counts and money are over the window, shares in percent, times in milliseconds. */
export const ALERT_MEASURES = {
  spend: { label: "Spend", unit: "money" },
  calls: { label: "Calls", unit: "calls" },
  tokens: { label: "Tokens", unit: "tokens" },
  error_rate: { label: "Error rate", unit: "percent" },
  p95: { label: "p95 of the duration", unit: "ms" },
  ttft: { label: "p95 of the time to first token", unit: "ms" },
  cache_hit_rate: { label: "Cache hit rate", unit: "percent" },
  cost_per_call: { label: "Cost per call", unit: "money" },
  unpriced_share: { label: "Share of calls without a price", unit: "percent" },
  runaways: { label: "Runaways found", unit: "findings" },
  ledger_failures: { label: "Failed ledger verifications", unit: "findings" },
} as const;

export type AlertMeasure = keyof typeof ALERT_MEASURES;
const MEASURES = Object.keys(ALERT_MEASURES) as AlertMeasure[];

const positive = (what: string) => z.number({ error: `${what} is a number.` }).positive(`${what} is more than zero.`);
const direction = z.enum(["above", "below"], { error: "Choose above or below." });

const Condition = z.discriminatedUnion(
  "kind",
  [
    z.object({
      kind: z.literal("absolute"),
      direction,
      threshold: z.number({ error: "The threshold is a number." }).min(0, "The threshold cannot be negative."),
    }),
    /** Against the window before. */
    z.object({ kind: z.literal("change"), direction, percent: positive("The change in percent") }),
    /** Against the median of the same hour of the week, in median absolute deviations. */
    z.object({
      kind: z.literal("anomaly"),
      direction: z.enum(["above", "below", "both"], { error: "Choose above, below or both." }).default("both"),
      deviations: positive("The number of deviations").default(5),
      weeks: z
        .int("The weeks to compare with are a whole number.")
        .min(2, "Compare with at least 2 weeks.")
        .max(12, "Compare with at most 12 weeks.")
        .default(4),
    }),
  ],
  { error: "Choose a condition: absolute, change or anomaly." },
);

const minutes = (what: string, most: number) =>
  z
    .int(`${what} is a whole number of minutes.`)
    .min(0, `${what} cannot be negative.`)
    .max(most, `${what} is at most ${most} minutes.`);

const Maintenance = z
  .object({ fromMs: z.int("A maintenance window has a start."), toMs: z.int("A maintenance window has an end.") })
  .refine(({ fromMs, toMs }) => fromMs < toMs, { error: "A maintenance window ends after it starts." });

export const AlertRuleSchema = z.object({
  name: z
    .string({ error: "Give the alert a name." })
    .trim()
    .min(1, "Give the alert a name.")
    .max(120, "A name has at most 120 characters."),
  measure: z.enum(MEASURES, { error: `Choose a measure: ${MEASURES.join(", ")}.` }),
  scope: ScopeSchema.default({ kind: "project" }),
  /** Length of the window that is measured. An anomaly is measured over an hour. */
  windowMinutes: minutes("The window", 44_640).min(1, "The window is at least 1 minute.").default(60),
  condition: Condition,
  /** Fewer calls than this in the window say nothing: the rule neither fires nor recovers. */
  minimumCalls: z
    .int("The minimum of calls is a whole number.")
    .min(0, "The minimum of calls cannot be negative.")
    .default(0),
  /** The condition holds for so long before it fires. */
  forMinutes: minutes("The time before it fires", 1_440).default(0),
  /** It recovers once the figure is so far inside the threshold, for so long. */
  recovery: z
    .object({
      hysteresisPercent: z
        .number({ error: "The hysteresis is a number of percent." })
        .min(0, "The hysteresis cannot be negative.")
        .max(90, "The hysteresis is at most 90 %.")
        .default(10),
      forMinutes: minutes("The time before it recovers", 1_440).default(0),
    })
    .default({ hysteresisPercent: 10, forMinutes: 0 }),
  /** Alert when no call came for so long; null: silence is fine. */
  noDataMinutes: minutes("The time without data", 10_080)
    .min(5, "The time without data is at least 5 minutes.")
    .nullable()
    .default(null),
  severity: z
    .enum(["info", "warning", "critical"], { error: "Choose a severity: info, warning or critical." })
    .default("warning"),
  /** UTC milliseconds; nothing is sent before. */
  mutedUntilMs: z.int("A mute ends at a time.").nullable().default(null),
  maintenance: z.array(Maintenance).max(50, "An alert takes at most 50 maintenance windows.").default([]),
  /** Ids; empty means every channel of the project. */
  channels: z.array(z.string().min(1).max(64)).max(50).default([]),
  isEnabled: z.boolean().default(true),
});

/** An alert as it is stored. */
export type AlertRule = z.output<typeof AlertRuleSchema>;
export type AlertCondition = AlertRule["condition"];
