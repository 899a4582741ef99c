import { Failure } from "../report/failure.ts";
import type { Report } from "../report/report.ts";
import { createCoverage } from "./coverage.ts";
import { omittedRecord } from "./diagnose.ts";
import type { Matched } from "./match-records.ts";
import type { ErasureClaims } from "./read-claims.ts";
import type { VerifiedEvents } from "./verify-events.ts";

interface Content {
  readonly matched: Matched;
  readonly claims: ErasureClaims;
  readonly events: VerifiedEvents;
  readonly report: Report;
}

/** Weighs what is missing against the erasures that the log itself recorded. Throws `Failure` for a record left out. */
export function reportContent({ matched, claims, events, report }: Content): void {
  const erasures = [...matched.erasures, ...events.erasures];
  const coverage = createCoverage(erasures);
  const known = new Set(erasures.map(({ index }) => index));
  const unknown = [...claims.events].find((event) => !known.has(event));
  if (unknown !== undefined) {
    const message = `erasures.jsonl names the event #${unknown}, which is not an erasure that the export proves.`;
    throw new Failure("false_erasure", message);
  }
  const omitted = matched.missingBodies.find((index) => !coverage.body(index));
  if (omitted !== undefined) throw omittedRecord(omitted);

  let erased = 0;
  let withheld = 0;
  let first: string | undefined;
  for (const [name, indices] of matched.missingFields) {
    for (const index of indices) {
      if (coverage.field(index, name)) erased += 1;
      else {
        withheld += 1;
        first ??= `${name} of record #${index}`;
      }
    }
  }
  const { inScope, outOfScope, late, disclosed, missingBodies } = matched;
  report.passed(
    "records",
    `${inScope - missingBodies.length} records of the system match their entries, ${outOfScope} entries belong to others.`,
  );
  report.passed(
    "content",
    `${disclosed} fields shown as logged, ${erased} erased as the log records, ${withheld} withheld.`,
  );
  if (events.count > 0)
    report.passed("events", `${events.count} records outside of the range are proved to be in the log.`);
  if (missingBodies.length > 0)
    report.note("expired", `${missingBodies.length} records were erased as a whole, as the log records.`);
  if (late > 0) report.note("late", `${late} entries were logged late.`);
  if (withheld > 0) {
    const message = `${withheld} fields are withheld without an erasure in the log, the first is ${first ?? ""}.`;
    report.warning("withheld", message);
  }
}
