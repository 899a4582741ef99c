import type { AlertMeasure, AlertRule } from "@spanledger/alerts";
import { type ScopeDraft, scopeDraftOf, scopeInput, scopeOfTokens } from "./scope-draft.ts";

/** The form of an alert, as it is typed. */
export interface AlertDraft {
  readonly name: string;
  readonly measure: AlertMeasure;
  readonly scope: ScopeDraft;
  readonly window: string;
  readonly condition: "absolute" | "change" | "anomaly";
  readonly direction: "above" | "below" | "both";
  /** Threshold, percent or deviations. */
  readonly limit: string;
  readonly weeks: string;
  readonly minimumCalls: string;
  readonly forMinutes: string;
  readonly hysteresis: string;
  readonly recoverMinutes: string;
  /** "" = silence is fine. */
  readonly noDataMinutes: string;
  readonly severity: AlertRule["severity"];
  /** Wall time of the reader's machine, "" = no window; both. */
  readonly maintenanceFrom: string;
  readonly maintenanceTo: string;
  readonly channels: readonly string[];
  readonly isEnabled: boolean;
}

export function alertDraftOf(rule: AlertRule | null): AlertDraft {
  const window = rule?.maintenance[0];
  return {
    name: rule?.name ?? "",
    measure: rule?.measure ?? "spend",
    scope: rule ? scopeDraftOf(rule.scope) : scopeOfTokens([]),
    window: String(rule?.windowMinutes ?? 60),
    condition: rule?.condition.kind ?? "absolute",
    direction: rule?.condition.direction ?? "above",
    limit: limitOf(rule),
    weeks: String(rule?.condition.kind === "anomaly" ? rule.condition.weeks : 4),
    minimumCalls: String(rule?.minimumCalls ?? 0),
    forMinutes: String(rule?.forMinutes ?? 0),
    hysteresis: String(rule?.recovery.hysteresisPercent ?? 10),
    recoverMinutes: String(rule?.recovery.forMinutes ?? 0),
    noDataMinutes: rule?.noDataMinutes == null ? "" : String(rule.noDataMinutes),
    severity: rule?.severity ?? "warning",
    maintenanceFrom: localText(window?.fromMs),
    maintenanceTo: localText(window?.toMs),
    channels: rule?.channels ?? [],
    isEnabled: rule?.isEnabled ?? true,
  };
}

/** As the one check of alerts takes it; `rule` is what it was before: its mute and further windows stay. */
export function alertInput(draft: AlertDraft, rule: AlertRule | null): Record<string, unknown> {
  const { name, measure, severity, channels, isEnabled } = draft;
  const window =
    draft.maintenanceFrom === "" && draft.maintenanceTo === ""
      ? []
      : [{ fromMs: Date.parse(draft.maintenanceFrom), toMs: Date.parse(draft.maintenanceTo) }];
  return {
    name,
    measure,
    severity,
    channels,
    isEnabled,
    scope: scopeInput(draft.scope),
    windowMinutes: numberOf(draft.window),
    condition: conditionOf(draft),
    minimumCalls: numberOf(draft.minimumCalls),
    forMinutes: numberOf(draft.forMinutes),
    recovery: { hysteresisPercent: numberOf(draft.hysteresis), forMinutes: numberOf(draft.recoverMinutes) },
    noDataMinutes: draft.noDataMinutes.trim() === "" ? null : Number(draft.noDataMinutes),
    mutedUntilMs: rule?.mutedUntilMs ?? null,
    maintenance: [...window, ...(rule?.maintenance.slice(1) ?? [])],
  };
}

function conditionOf({ condition, direction, limit, weeks }: AlertDraft): Record<string, unknown> {
  const value = numberOf(limit);
  switch (condition) {
    case "absolute":
      return { kind: condition, direction, threshold: value };
    case "change":
      return { kind: condition, direction, percent: value };
    case "anomaly":
      return { kind: condition, direction, deviations: value, weeks: numberOf(weeks) };
  }
}

/** Nothing is no number: an empty field is asked for, not taken as zero. */
function numberOf(text: string): number | null {
  return text.trim() === "" ? null : Number(text);
}

function limitOf(rule: AlertRule | null): string {
  if (rule === null) return "";
  const { condition } = rule;
  switch (condition.kind) {
    case "absolute":
      return String(condition.threshold);
    case "change":
      return String(condition.percent);
    case "anomaly":
      return String(condition.deviations);
  }
}

/** For an input of date and time. */
function localText(ms: number | undefined): string {
  if (ms === undefined) return "";
  return new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
