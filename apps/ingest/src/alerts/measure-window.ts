import { costByDimension, countAlertEvents, latencyByKeys, type ProjectReader, totals } from "@spanledger/clickhouse";
import { figureOfUsage } from "./figure-of-usage.ts";
import type { Figure, RuleQuestion, WatchedRule } from "./watched-rule.ts";

const MOST_SUBJECTS = 1_000;

/** The figures of a window, by value of the fan-out; "" is the one of a rule without. */
export async function measureWindow(
  reader: ProjectReader,
  { rule }: WatchedRule,
  question: RuleQuestion,
): Promise<Map<string, Figure>> {
  const { range, filters, each, rates } = question;
  const { measure } = rule;
  if (measure === "runaways" || measure === "ledger_failures") {
    const source = measure === "runaways" ? "runaway" : "ledger";
    const found = await countAlertEvents(reader, { source, range });
    return new Map([["", { value: found, calls: found }]]);
  }
  if (measure === "p95" || measure === "ttft") {
    const rows = await latencyByKeys(reader, { range, filters, ...(each === null ? {} : { groupBy: each }) });
    return new Map(
      rows.map(({ key, calls, p95Ms, ttftP95Ms }) => [key, { value: measure === "p95" ? p95Ms : ttftP95Ms, calls }]),
    );
  }
  const asked = { range, filters, ...(rates === undefined ? {} : { rates }) };
  if (each === null) {
    const { current } = await totals(reader, asked);
    return new Map([["", { value: figureOfUsage(measure, current), calls: current.calls }]]);
  }
  const { rows } = await costByDimension(reader, { ...asked, groupBy: [each], limit: MOST_SUBJECTS });
  return new Map(
    rows
      .filter(({ keys }) => keys[0] !== "")
      .map((row) => [row.keys[0] ?? "", { value: figureOfUsage(measure, row), calls: row.calls }]),
  );
}
