import type { AlertRule, Budget, Channel, Validated } from "@spanledger/alerts";
import { channelSecrets, type Store } from "@spanledger/clickhouse";
import { randomUUID } from "node:crypto";
import { SETTING_KINDS, type SettingKind, type SettingName } from "./setting-kinds.ts";

export interface SettingChange {
  readonly kind: SettingName;
  readonly project: string;
  /** Left out: a new one. */
  readonly id?: string;
  /** As a form or the API sends it. */
  readonly input: unknown;
  /** Id of the key or user. */
  readonly changedBy: string;
  readonly nowMs: number;
}

export interface SavedSetting {
  readonly id: string;
  readonly definition: Budget | AlertRule | Channel;
}

/** Checks and keeps a budget, an alert or a channel; the form and the API come through here. */
export async function saveSetting(store: Store, change: SettingChange): Promise<Validated<SavedSetting>> {
  const { project, input, changedBy, nowMs, id = randomUUID() } = change;
  const kind: SettingKind = SETTING_KINDS[change.kind];
  const secrets = channelSecrets(store);
  const hasSecret = change.kind === "channels" && change.id !== undefined && (await secrets.known(project)).has(id);
  const checked = kind.check(input, { hasSecret });
  if (!checked.ok) return checked;
  const { value, secret } = checked.value;
  // The secret first: a channel is never sent to without it.
  if (secret !== undefined) await secrets.put({ project, channel: id, secret }, nowMs);
  const definition = JSON.stringify(value);
  await kind.table(store).put({ id, project, name: value.name, definition }, { changedBy, nowMs });
  return { ok: true, value: { id, definition: value } };
}
