import type { Duty } from "../law/law-table.ts";
import type { DutyState, Ratio } from "./report.ts";
import type { ReportFacts } from "./report-facts.ts";
import type { Tally } from "./tally.ts";

export interface DutyVerdict {
  readonly duty: Duty;
  readonly state: DutyState;
  /** What was counted; null where no log can show it. */
  readonly evidence: Ratio | null;
  /** The count in words. */
  readonly words: string;
}

/** Which evidence the records hold for a duty. It never says that a duty is fulfilled. */
export function judgeDuty(duty: Duty, tally: Tally, facts: ReportFacts): DutyVerdict {
  const counted = RULES[duty.rule]?.(tally, facts);
  if (counted === undefined) {
    return { duty, state: "Needs a document", evidence: null, words: `Not evidenced by logs: ${duty.document ?? ""}` };
  }
  const [evidence, words] = counted;
  return { duty, state: stateOf(evidence), evidence, words };
}

function stateOf({ count, of }: Ratio): DutyState {
  if (count === 0) return "No records";
  return count >= of ? "Evidence present" : "Partial";
}

type Counted = readonly [Ratio, string];
type Rule = (tally: Tally, facts: ReportFacts) => Counted;

const field =
  (name: string, words: string): Rule =>
  ({ fields }) => {
    const { populated, applicable } = fields.get(name) ?? { populated: 0, applicable: 0 };
    return [{ count: populated, of: applicable }, words];
  };

/** How many of the named groups have at least one record. */
const kinds =
  (names: readonly string[], words: string): Rule =>
  ({ kinds: counts }) => [
    { count: names.filter((name) => (counts.get(name) ?? 0) > 0).length, of: names.length },
    words,
  ];

const RULES: Readonly<Record<string, Rule>> = {
  risk: (tally) => [anyOf(sum(tally.risks) + sum(tally.guards)), "records with a risk code or a guardrail result"],
  refdb: field("refdb", "retrievals that name their reference data"),
  versions: field("sysv", "records that name the version of the system"),
  lifetime: (_, { days }) => [days, "days of the period with at least one record"],
  risk_or_change: (tally) => [anyOf(sum(tally.risks) + tally.changes.length), "risk codes and changes"],
  monitoring: kinds(["evaluation", "incident"], "of the kinds evaluation and incident have records"),
  oversight: ({ reviewsRequired, reviewsDone, oversightActions }) =>
    reviewsRequired > 0
      ? [{ count: reviewsDone, of: reviewsRequired }, "required reviews that were done"]
      : [anyOf(sum(oversightActions)), "reviews by a person"],
  biometric: ({ annex3, references }) =>
    annex3 === "1(a)"
      ? [anyOf(sum(references)), "uses that name the reference database"]
      : [{ count: 0, of: 0 }, "records of a system of Annex III point 1(a)"],
  instructions: field("cfg.ifu_ver", "model calls that name the version of the instructions for use"),
  two_persons: ({ oversightActions }) => [
    {
      count: Math.min(oversightActions.get("verify_1") ?? 0, oversightActions.get("verify_2") ?? 0),
      of: Math.max(oversightActions.get("verify_1") ?? 0, oversightActions.get("verify_2") ?? 0),
    },
    "identifications that two persons verified",
  ],
  evaluation: ({ evaluations }) => {
    const all = [...evaluations.values()];
    return [
      { count: all.filter(({ judged }) => judged > 0).length, of: all.length },
      "metrics that were judged against a threshold declared before",
    ];
  },
  retention: (_, { keptDays, retentionFloorDays }) => [
    { count: Math.min(keptDays, retentionFloorDays), of: retentionFloorDays },
    "days that the oldest record goes back",
  ],
  corrective: ({ incidents, changes }) => [
    { count: [...incidents.values()].filter(({ phase }) => CORRECTED.has(phase)).length, of: incidents.size },
    `incidents that were corrected, beside ${changes.length} changes`,
  ],
  access: (_, { exportsBefore }) => [anyOf(exportsBefore + 1), "exports, this one included"],
  informed: field("notice.affected_informed = true", "model calls with a notice to the affected person"),
  disclosed: field("notice.ai_disclosed = true", "model calls after which people knew that it was AI"),
  marked: field("notice.marked = true", "model calls whose output was marked"),
  incident: ({ incidents }) => {
    const due = [...incidents.values()].filter(({ dueUs }) => dueUs !== null);
    return [{ count: due.filter(inTime).length, of: due.length }, "incidents that were reported in time"];
  },
  explain: field("c.input", "model calls whose input is committed to"),
};

const CORRECTED = new Set(["corrected", "closed"]);

function inTime({ reportedUs, dueUs }: { readonly reportedUs: number | null; readonly dueUs: number | null }): boolean {
  return reportedUs !== null && dueUs !== null && reportedUs <= dueUs;
}

function anyOf(count: number): Ratio {
  return { count, of: count };
}

function sum(groups: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const count of groups.values()) total += count;
  return total;
}
