import { LAW } from "../law/law-table.ts";
import type { StoredRecord } from "./stored-record.ts";
import type { Tally } from "./tally.ts";

const DAY_US = 86_400_000_000;

/** Adds a record that is no observation: a review, an incident, a change, an evaluation, a risk. */
export function tallyEvent(tally: Tally, record: StoredRecord): void {
  const data = record.d ?? {};
  if (record.kind === "oversight") tallyOversight(tally, data);
  if (record.kind === "incident") tallyIncident(tally, record, data);
  if (record.kind === "evaluation") tallyEvaluation(tally, record, data);
  if (record.kind === "change") tallyChange(tally, record, data);
  if (record.kind === "risk") {
    for (const risk of record.risk ?? []) tally.risks.set(risk, (tally.risks.get(risk) ?? 0) + 1);
  }
}

type Data = Readonly<Record<string, unknown>>;

function tallyOversight(tally: Tally, data: Data): void {
  const action = text(data["action"]);
  tally.oversightActions.set(action, (tally.oversightActions.get(action) ?? 0) + 1);
  if (typeof data["latency_us"] === "number") tally.oversightLatenciesUs.push(data["latency_us"]);
}

function tallyIncident(tally: Tally, record: StoredRecord, data: Data): void {
  const id = text(data["inc"]);
  const awareUs = Number(data["aware_us"]);
  const kind = text(data["class"]);
  const known = tally.incidents.get(id);
  const days = LAW.incidentDays[kind] ?? LAW.incidentDays.default;
  const due = typeof data["due_us"] === "number" ? data["due_us"] : awareUs + days * DAY_US;
  const phase = text(data["phase"]);
  const reported = phase.startsWith("reported") ? record.end_us : null;
  tally.incidents.set(id, {
    id,
    class: kind,
    phase,
    awareUs: known?.awareUs ?? awareUs,
    dueUs: kind === "near_miss" ? null : due,
    reportedUs: known?.reportedUs ?? reported,
  });
}

function tallyChange(tally: Tally, record: StoredRecord, data: Data): void {
  tally.changes.push({
    atUs: record.start_us,
    what: text(data["what"]),
    from: text(data["from"]),
    to: text(data["to"]),
    substantial: text(data["substantial"]),
  });
}

function tallyEvaluation(tally: Tally, record: StoredRecord, data: Data): void {
  const metric = text(data["metric"]);
  const known = tally.evaluations.get(metric);
  const lo = text(data["lo"]);
  const hi = text(data["hi"]);
  const isLatest = known === undefined || record.end_us >= known.latestUs;
  const passed = typeof data["pass"] === "boolean" ? data["pass"] : null;
  tally.evaluations.set(metric, {
    metric,
    records: (known?.records ?? 0) + 1,
    n: (known?.n ?? 0) + Number(data["n"] ?? 0),
    passed: (known?.passed ?? 0) + (passed === true ? 1 : 0),
    judged: (known?.judged ?? 0) + (passed === null ? 0 : 1),
    latest: isLatest ? text(data["value"]) : known.latest,
    threshold: isLatest ? `${text(data["cmp"])} ${text(data["threshold"])}`.trim() : known.threshold,
    interval: isLatest ? (lo === "" && hi === "" ? "" : `${lo} to ${hi}`) : known.interval,
    latestUs: isLatest ? record.end_us : known.latestUs,
  });
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
