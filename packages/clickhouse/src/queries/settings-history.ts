import { alertRules } from "../settings/alert-rules.ts";
import { apiKeys } from "../settings/api-keys.ts";
import { budgets } from "../settings/budgets.ts";
import { channels } from "../settings/channels.ts";
import { currencyRates } from "../settings/currency-rates.ts";
import { guardSettings } from "../settings/guard-limits.ts";
import { ledgerSettings } from "../settings/ledger-settings.ts";
import { modelAliases } from "../settings/model-aliases.ts";
import { priceOverrides } from "../settings/price-overrides.ts";
import { projects } from "../settings/projects.ts";
import { retentionSettings } from "../settings/retention-settings.ts";
import type { Version } from "../settings/versioned-table.ts";
import type { Store } from "../store/store.ts";

export const SETTING_HISTORY_KINDS = [
  "budget",
  "alert",
  "channel",
  "threshold",
  "key",
  "price",
  "alias",
  "currency",
  "project",
  "record-keeping",
  "retention",
] as const;
export type SettingHistoryKind = (typeof SETTING_HISTORY_KINDS)[number];

export interface SettingChange {
  readonly kind: SettingHistoryKind;
  /** Of the budget, the key, ...: the same through all its versions. */
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly changedAtMs: number;
  /** Id of a key, "local" or "system". */
  readonly changedBy: string;
  readonly action: "created" | "changed" | "deleted";
  /** What differs from the version before, as text; "" stands for nothing. Hashes and secrets are in none. */
  readonly changes: readonly { readonly field: string; readonly before: string; readonly after: string }[];
}

export interface SettingsHistoryQuestion {
  readonly project: string;
  /** Left out: all. */
  readonly kinds?: readonly SettingHistoryKind[];
  /** Half-open, UTC milliseconds; left out: all of time. */
  readonly fromMs?: number;
  readonly toMs?: number;
}

type Fields = Readonly<Record<string, unknown>>;
type Read = (store: Store, project: string) => Promise<readonly Version<Fields>[]>;

/** Of each kind: its versions, and which columns tell one setting from another. */
const KINDS = {
  budget: { read: (store, project) => budgets(store).history({ project }), key: ["id"] },
  alert: { read: (store, project) => alertRules(store).history({ project }), key: ["id"] },
  channel: { read: (store, project) => channels(store).history({ project }), key: ["id"] },
  threshold: { read: (store, project) => guardSettings(store).history({ project }), key: ["feature"] },
  key: { read: (store, project) => apiKeys(store).history({ project }), key: ["id"] },
  price: { read: (store, project) => priceOverrides(store).history({ project }), key: ["id"] },
  alias: { read: (store, project) => modelAliases(store).history({ project }), key: ["provider", "alias"] },
  currency: { read: (store, project) => currencyRates(store).history(project), key: [] },
  project: { read: (store, project) => projects(store).history({ id: project }), key: ["id"] },
  "record-keeping": { read: (store, project) => ledgerSettings(store).history({ project }), key: ["project"] },
  retention: { read: (store, project) => retentionSettings(store).history({ project }), key: ["project"] },
} as const satisfies Record<SettingHistoryKind, { readonly read: Read; readonly key: readonly string[] }>;

const HIDDEN: ReadonlySet<string> = new Set(["id", "project", "sha256"]);

/**
 * Every change of a project's settings with who made it and what differs, newest first: the page Settings → History and
 * the list that a compliance package carries. Each version is a stored row; at most the newest 10,000 of each kind.
 */
export async function settingsHistory(store: Store, question: SettingsHistoryQuestion): Promise<SettingChange[]> {
  const { project, kinds = SETTING_HISTORY_KINDS, fromMs = 0, toMs = Infinity } = question;
  const lists = await Promise.all(kinds.map(async (kind) => changesOf(kind, await KINDS[kind].read(store, project))));
  return lists
    .flat()
    .filter(({ changedAtMs }) => changedAtMs >= fromMs && changedAtMs < toMs)
    .toSorted((a, b) => b.changedAtMs - a.changedAtMs || b.version - a.version);
}

function changesOf(kind: SettingHistoryKind, versions: readonly Version<Fields>[]): SettingChange[] {
  const last = new Map<string, Version<Fields>>();
  return versions.toReversed().map((version) => {
    const { value, changedAtMs, changedBy, deleted } = version;
    const id = KINDS[kind].key.map((column) => String(value[column])).join(" ");
    const known = last.get(id);
    const before = known === undefined || known.deleted ? {} : flat(known.value);
    const after = deleted ? {} : flat(value);
    last.set(id, version);
    return {
      kind,
      id,
      name: nameOf(kind, value),
      version: version.version,
      changedAtMs,
      changedBy,
      action: deleted ? "deleted" : known === undefined || known.deleted ? "created" : "changed",
      changes: [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field) => {
        const [was = "", is = ""] = [before[field], after[field]];
        return was === is ? [] : [{ field, before: was, after: is }];
      }),
    };
  });
}

function nameOf(kind: SettingHistoryKind, value: Fields): string {
  const text = (name: string) => textOf(name, value[name]);
  switch (kind) {
    case "key":
      return text("label");
    case "price":
      return [text("provider"), text("model")].filter(Boolean).join(" / ");
    case "alias":
      return text("alias");
    case "threshold":
      return text("feature") === "" ? "whole project" : text("feature");
    case "currency":
      return "exchange rates";
    case "record-keeping":
    case "retention":
      return kind;
    case "budget":
    case "alert":
    case "channel":
    case "project":
      return text("name");
  }
}

/** Fields as text; what is kept as JSON is opened, so that a change shows as the field that it was. */
function flat(value: Fields): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, field] of Object.entries(value)) {
    if (HIDDEN.has(name)) continue;
    if ((name === "definition" || name === "limits") && typeof field === "string") Object.assign(found, opened(field));
    else found[name] = textOf(name, field);
  }
  return found;
}

function opened(json: string): Record<string, string> {
  if (json === "") return {};
  const fields: unknown = JSON.parse(json);
  if (typeof fields !== "object" || fields === null) return {};
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, textOf(name, field)]));
}

function textOf(name: string, field: unknown): string {
  if (field === null || field === undefined) return "";
  if (typeof field === "number" && /(_at|_from|_until|Ms)$/.test(name))
    return field === 0 ? "" : new Date(field).toISOString();
  return typeof field === "string" ? field : JSON.stringify(field);
}
