import { ALERT_MEASURES, type Baseline, type Judgement } from "@spanledger/alerts";
import type { AlertEvent } from "@spanledger/clickhouse";
import { createHash } from "node:crypto";
import { figureText } from "./figure-text.ts";
import { windowText } from "./window-text.ts";
import type { Figure, RuleQuestion, WatchedRule } from "./watched-rule.ts";

export interface RuleFinding {
  readonly watched: WatchedRule;
  readonly subject: string;
  readonly question: RuleQuestion;
  readonly figure: Figure;
  readonly previous: Figure | null;
  readonly baseline: Baseline | null;
  readonly judgement: Judgement;
}

export interface RuleTransition {
  readonly kind: "fired" | "recovered";
  /** Nobody is told. */
  readonly isMuted: boolean;
  readonly atMs: number;
  /** Id of the event before, "" for the first: with it the same transition has the same id after a crash. */
  readonly previousId: string;
}

/** What is told of an alert that fired or recovered, with the figures behind it. */
export function ruleEvent(finding: RuleFinding, { kind, isMuted, atMs, previousId }: RuleTransition): AlertEvent {
  const { watched, subject, question } = finding;
  const { rule, projectId, id } = watched;
  const identity = JSON.stringify([projectId, id, subject, kind, isMuted, previousId]);
  const who = question.each === null || subject === "" ? "" : ` (${question.each} ${subject})`;
  const own = question.filters.map(({ dimension, op, values }) => ({ dimension, op, values }));
  const { figure, previous, baseline, judgement } = finding;
  return {
    project: projectId,
    id: `rule-${createHash("sha256").update(identity).digest("hex").slice(0, 32)}`,
    atMs,
    source: "rule",
    sourceId: id,
    subject,
    kind,
    severity: rule.severity,
    title: `${rule.name}${who}`,
    sentence: sentenceOf(finding, kind),
    evidence: {
      measure: rule.measure,
      value: figure.value,
      calls: figure.calls,
      threshold: judgement.threshold,
      condition: rule.condition,
      currency: watched.currency,
      previous: previous?.value ?? null,
      baseline,
      from_ms: question.range.fromMs,
      to_ms: question.range.toMs,
      filters:
        question.each === null || subject === ""
          ? own
          : [...own, { dimension: question.each, op: "in", values: [subject] }],
      trace_ids: [],
    },
    channels: rule.channels,
    isMuted,
  };
}

function sentenceOf(
  { watched, figure, judgement, previous, baseline }: RuleFinding,
  kind: "fired" | "recovered",
): string {
  const { rule, currency } = watched;
  const text = (value: number) => figureText(rule.measure, value, currency);
  const { label } = ALERT_MEASURES[rule.measure];
  if (figure.value === null) return `No calls came any more in the last ${windowText(rule.windowMinutes)}.`;
  const minutes = rule.condition.kind === "anomaly" ? 60 : rule.windowMinutes;
  const now = `${label} of the last ${windowText(minutes)}: ${text(figure.value)}`;
  const limit =
    judgement.threshold === null
      ? ""
      : `, ${kind === "fired" ? "the threshold is" : "back within"} ${text(judgement.threshold)}`;
  const before =
    rule.condition.kind === "change" && previous !== null && previous.value !== null
      ? ` (the window before: ${text(previous.value)})`
      : "";
  const usual =
    rule.condition.kind === "anomaly" && baseline !== null
      ? ` (usual at this hour of the week: ${text(baseline.median)})`
      : "";
  return `${now}${limit}${before}${usual}.`;
}
