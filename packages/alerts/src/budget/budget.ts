import { z } from "zod";
import { isTimeZone } from "@spanledger/calendar";
import { ScopeSchema } from "../scope.ts";

const amount = (what: string, isZeroAllowed: boolean) =>
  z
    .string({ error: `The ${what} is a decimal number as text, like "200" or "49.50".` })
    .trim()
    .superRefine((text, context) => {
      const isNumber = /^-?\d+(\.\d+)?$/.test(text);
      const message = !isNumber
        ? `The ${what} is a decimal number, like 200 or 49.50.`
        : text.startsWith("-")
          ? `The ${what} cannot be negative.`
          : !/^\d{1,12}(\.\d{1,12})?$/.test(text)
            ? `The ${what} has at most 12 digits before and after the point.`
            : !isZeroAllowed && !/[1-9]/.test(text)
              ? `The ${what} is more than zero.`
              : undefined;
      if (message !== undefined) context.addIssue({ code: "custom", message });
    });

const Period = z.discriminatedUnion(
  "kind",
  [
    z.object({ kind: z.enum(["day", "week", "month"]) }),
    z.object({
      kind: z.literal("rolling"),
      days: z
        .int("A rolling window has whole days.")
        .min(1, "A rolling window has at least 1 day.")
        .max(366, "A rolling window has at most 366 days."),
    }),
  ],
  { error: "Choose a period: day, week, month, or rolling with a number of days." },
);

const GUARD_DIMENSIONS = new Set(["response_model", "operation"]);

export const BudgetSchema = z
  .object({
    name: z
      .string({ error: "Give the budget a name." })
      .trim()
      .min(1, "Give the budget a name.")
      .max(120, "A name has at most 120 characters."),
    scope: ScopeSchema,
    period: Period,
    timeZone: z.string({ error: "Choose a time zone." }).refine(isTimeZone, {
      error: ({ input }) => `"${String(input)}" is not a time zone: use an IANA name like Europe/Berlin.`,
    }),
    amount: amount("amount", false),
    /** ISO 4217. */
    currency: z.string({ error: "Choose a currency." }).regex(/^[A-Z]{3}$/, "A currency is a code like EUR."),
    /** What may be spent beyond the amount before calls are refused. */
    graceAmount: amount("grace amount", true).default("0"),
    /** Percent of the amount. */
    thresholds: z
      .array(
        z
          .number({ error: "A threshold is a number of percent." })
          .min(1, "A threshold is at least 1 %.")
          .max(1_000, "A threshold is at most 1000 %."),
      )
      .max(10, "A budget takes at most 10 thresholds.")
      .default([50, 80, 100])
      .transform((percents) => [...new Set(percents)].toSorted((a, b) => a - b)),
    /** Warn when the period is forecast to end above the amount. */
    forecast: z.boolean().default(true),
    action: z.enum(["notify", "block"], { error: "At 100 % a budget can notify or block." }).default("notify"),
    /** Ids; empty means every channel of the project. */
    channels: z.array(z.string().min(1).max(64)).max(50).default([]),
    isEnabled: z.boolean().default(true),
  })
  .superRefine((budget, context) => {
    if (budget.action !== "block" || budget.scope.kind === "project") return;
    const { filters } = budget.scope;
    const used = [
      ...filters.map(({ dimension }) => dimension),
      ...(budget.scope.kind === "each" ? [budget.scope.dimension] : []),
    ];
    if (filters.some(({ op }) => op === "not_in"))
      context.addIssue({
        code: "custom",
        path: ["scope"],
        message: "A budget that blocks can only include values, not exclude them.",
      });
    if (used.some((dimension) => GUARD_DIMENSIONS.has(dimension)))
      context.addIssue({
        code: "custom",
        path: ["scope"],
        message: "A budget that blocks cannot use operation or response_model: they are not known before the call.",
      });
  });

/** A limit of spend as it is stored. Amounts are decimal text in `currency`. */
export type Budget = z.output<typeof BudgetSchema>;
export type BudgetPeriod = Budget["period"];
