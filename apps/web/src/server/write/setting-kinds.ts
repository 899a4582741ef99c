import {
  type AlertRule,
  type Budget,
  type Channel,
  validateAlertRule,
  validateBudget,
  validateChannel,
  type Validated,
} from "@spanledger/alerts";
import { alertRules, budgets, channels, type Store, type VersionedTable } from "@spanledger/clickhouse";

interface SettingRecord {
  readonly id: string;
  readonly project: string;
  readonly name: string;
  readonly definition: string;
}

export interface SettingKind {
  /** For sentences: "budget". */
  readonly noun: string;
  readonly table: (store: Store) => VersionedTable<SettingRecord>;
  /** Checks what a form or the API sends; `secret` is kept apart. */
  readonly check: (
    input: unknown,
    known: { readonly hasSecret: boolean },
  ) => Validated<{ readonly value: Budget | AlertRule | Channel; readonly secret?: string | undefined }>;
}

/** Budgets, alerts and channels: stored, checked and versioned in the same way. */
export const SETTING_KINDS = {
  budgets: { noun: "budget", table: budgets, check: (input) => withValue(validateBudget(input)) },
  alerts: { noun: "alert", table: alertRules, check: (input) => withValue(validateAlertRule(input)) },
  channels: {
    noun: "channel",
    table: channels,
    check: (input, known) => {
      const checked = validateChannel(input, known);
      return checked.ok ? { ok: true, value: { value: checked.value.channel, secret: checked.value.secret } } : checked;
    },
  },
} as const satisfies Record<string, SettingKind>;

export type SettingName = keyof typeof SETTING_KINDS;

function withValue<T>(checked: Validated<T>): Validated<{ readonly value: T }> {
  return checked.ok ? { ok: true, value: { value: checked.value } } : checked;
}
