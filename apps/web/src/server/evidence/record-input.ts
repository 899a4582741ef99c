import { z } from "zod";

const code = z.string().regex(/^[a-z0-9][a-z0-9_.:-]{0,63}$/, "a code has lower-case letters, digits and _ . : - only");
const id = z.string().regex(/^[A-Za-z0-9._:/@-]{1,128}$/, "an id has letters, digits and . _ : / @ - only");
const version = z.string().regex(/^[A-Za-z0-9._+:/-]{1,96}$/, "a version has letters, digits and . _ + : / - only");
const decimal = z
  .string()
  .regex(/^-?(0|[1-9][0-9]*)(\.[0-9]{1,18})?$/, "a figure is a decimal in a string, such as “0.93”");
const count = z.int().min(0);
const time = z.iso.datetime({ offset: true, error: "write a time like 2026-07-01T00:00:00Z" });

const common = {
  system: id,
  /** Now when left out. */
  at: time.optional(),
  trace: z
    .string()
    .regex(/^[0-9a-f]{32}$/, "a trace id has 32 hex digits")
    .optional(),
  span: z
    .string()
    .regex(/^[0-9a-f]{16}$/, "a span id has 16 hex digits")
    .optional(),
  system_version: version.optional(),
};

const Oversight = z.strictObject({
  ...common,
  kind: z.literal("oversight"),
  d: z.strictObject({
    action: z.enum([
      "approve",
      "override",
      "reverse",
      "disregard",
      "escalate",
      "stop",
      "resume",
      "verify_1",
      "verify_2",
      "annotate",
    ]),
    /** Left out, it is the record of `trace` and `span`. */
    target: z.strictObject({ log: z.string().max(200).optional(), i: count }).optional(),
    reason: code.optional(),
    role: code.optional(),
    competence_ref: id.optional(),
    latency_us: count.optional(),
    final: z.boolean().optional(),
  }),
  /** Kept apart from the log and erasable. */
  reviewer: z.string().min(1).max(200),
  note: z.string().max(10_000).optional(),
});

const Incident = z.strictObject({
  ...common,
  kind: z.literal("incident"),
  d: z.strictObject({
    inc: id,
    phase: z.enum([
      "suspected",
      "confirmed",
      "reported_initial",
      "reported_complete",
      "investigating",
      "corrected",
      "closed",
      "not_reportable",
    ]),
    class: z.enum([
      "49a_death",
      "49a_health",
      "49b_infrastructure",
      "49c_fundamental_rights",
      "49d_property_environment",
      "widespread",
      "near_miss",
    ]),
    aware_us: count,
    causal_us: count.optional(),
    due_us: count.optional(),
    msa: code.optional(),
    ms: z
      .string()
      .regex(/^[A-Z]{2}$/, "a Member State has two capital letters")
      .optional(),
    ref: id.optional(),
    targets: z.array(count).max(1_000).optional(),
  }),
});

const Change = z.strictObject({
  ...common,
  kind: z.literal("change"),
  d: z.strictObject({
    what: z.enum(["model", "prompt", "policy", "tool", "dataset", "threshold", "infra", "ifu", "oversight"]),
    from: version.optional(),
    to: version,
    predetermined: z.boolean().optional(),
    substantial: z.enum(["no", "assessing", "yes"]).optional(),
    ticket: id.optional(),
  }),
});

const Evaluation = z.strictObject({
  ...common,
  kind: z.literal("evaluation"),
  d: z.strictObject({
    metric: code,
    value: decimal,
    lo: decimal.optional(),
    hi: decimal.optional(),
    n: count,
    threshold: decimal.optional(),
    cmp: z.enum(["ge", "le"]).optional(),
    pass: z.boolean().optional(),
    baseline: decimal.optional(),
    drift_test: code.optional(),
    drift_stat: decimal.optional(),
    group: code.optional(),
    dataset: version.optional(),
    evaluator: version.optional(),
  }),
});

const Risk = z.strictObject({ ...common, kind: z.literal("risk"), risk: z.array(code).min(1).max(16) });

const Notice = z.strictObject({
  ...common,
  kind: z.literal("notice"),
  notice: z.strictObject({
    ai_disclosed: z.boolean().optional(),
    affected_informed: z.boolean().optional(),
    marked: z.boolean().optional(),
    method: code.optional(),
    ver: version.optional(),
  }),
});

/** A record that no span brings, as the pages and `POST /api/v1/records` take it: `d` is that of `record.v1.schema.json`. */
export const RecordInput = z.discriminatedUnion("kind", [Oversight, Incident, Change, Evaluation, Risk, Notice], {
  error: "“kind” is one of oversight, incident, change, evaluation, risk, notice.",
});
export type RecordInput = z.infer<typeof RecordInput>;
