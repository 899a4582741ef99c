import type { BudgetState } from "./budget-state.ts";
import type { Halt } from "./halt.ts";

/** What one event changes. */
export interface FleetEvent {
  /** All that was known before is void. */
  readonly snapshot?: true;
  readonly halts?: readonly Halt[];
  readonly budgets?: readonly BudgetState[];
  /** Id of a trace. */
  readonly released?: string;
  readonly removed?: Pick<BudgetState, "budgetId" | "scope">;
}

type Fields = Readonly<Record<string, unknown>>;

/** One event of the guard stream. Undefined for what is unknown or damaged: a client ignores it. */
export function parseEvent(name: string, data: string): FleetEvent | undefined {
  const fields = parseFields(data);
  if (fields === undefined) return undefined;
  if (name === "snapshot")
    return { snapshot: true, halts: list(fields["halts"], haltOf), budgets: list(fields["budgets"], budgetOf) };
  const halt = name === "halt" ? haltOf(fields) : undefined;
  if (halt !== undefined) return { halts: [halt] };
  const budget = name === "budget" || name === "budget_removed" ? budgetOf(fields) : undefined;
  if (budget !== undefined) return name === "budget" ? { budgets: [budget] } : { removed: budget };
  const released = name === "release" ? text(fields["trace_id"]) : undefined;
  return released === undefined ? undefined : { released };
}

/** The budget of an answer to a reservation. */
export function budgetOf(value: unknown): BudgetState | undefined {
  if (!isFields(value)) return undefined;
  const budgetId = text(value["budget_id"]);
  if (budgetId === undefined) return undefined;
  return {
    budgetId,
    name: text(value["name"]) ?? budgetId,
    scope: scopeOf(value["scope"]),
    state: value["state"] === "blocked" ? "blocked" : "open",
    limitUsd: text(value["limit_usd"]) ?? "?",
    spentUsd: text(value["spent_usd"]) ?? "?",
    graceUsd: text(value["grace_usd"]) ?? "0",
    resetsAt: text(value["resets_at"]),
    enforce: value["enforce"] === "reserve" ? "reserve" : "none",
  };
}

function haltOf(value: unknown): Halt | undefined {
  if (!isFields(value)) return undefined;
  const traceId = text(value["trace_id"]);
  if (traceId === undefined) return undefined;
  const expiresAtMs = Date.parse(text(value["expires_at"]) ?? "");
  return {
    traceId,
    action: value["action"] === "observe" ? "observe" : "block",
    expiresAtMs: Number.isNaN(expiresAtMs) ? Infinity : expiresAtMs,
    finding: {
      rule: text(value["rule"]) ?? "unknown",
      severity: value["severity"] === "warning" ? "warning" : "critical",
      sentence: text(value["sentence"]) ?? "Stopped by the platform.",
      traceId,
      firstSpanId: text(value["first_span_id"]),
      evidenceSpanIds: list(value["evidence_span_ids"], text),
      spentUsd: text(value["spent_usd"]),
      detectedAt: text(value["detected_at"]) ?? "",
      source: "platform",
    },
  };
}

function parseFields(data: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(data);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function list<Item>(value: unknown, read: (item: unknown) => Item | undefined): readonly Item[] {
  return Array.isArray(value) ? value.flatMap((item: unknown) => read(item) ?? []) : [];
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function scopeOf(value: unknown): Readonly<Record<string, string>> {
  if (!isFields(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
