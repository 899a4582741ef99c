import type { Store } from "@spanledger/clickhouse";
import { ledgerSettings } from "@spanledger/clickhouse";
import { DEFAULT_SETTINGS, type RecordSettings } from "./record-settings.ts";

/** A changed setting holds for spans that arrive after this time at the latest. */
const REFRESH_MS = 2_000;

export interface RecordSettingsSource {
  readonly settingsFor: (projectId: string) => RecordSettings;
  refresh(): Promise<void>;
  close(): void;
}

/** What each project wants of its log, read again every few seconds; when that fails the last known settings hold. */
export async function createRecordSettings({
  store,
  onError,
}: {
  readonly store: Store;
  readonly onError: (error: Error) => void;
}): Promise<RecordSettingsSource> {
  let known = new Map<string, RecordSettings>();
  async function refresh(): Promise<void> {
    try {
      const rows = await ledgerSettings(store).list({});
      known = new Map(
        rows.map(({ project, enabled, role, annex3, policy_version, ifu_version }) => [
          project,
          {
            enabled,
            role: ROLES.find((known) => known === role) ?? "",
            annex3: /^[1-8](\([a-e]\))?$/.test(annex3) ? annex3 : "",
            policyVersion: policy_version,
            ifuVersion: ifu_version,
          },
        ]),
      );
    } catch (error) {
      onError(error instanceof Error ? error : new Error(String(error)));
    }
  }
  await refresh();
  const timer = setInterval(() => void refresh(), REFRESH_MS).unref();
  return {
    settingsFor: (projectId) => known.get(projectId) ?? DEFAULT_SETTINGS,
    refresh,
    close: () => clearInterval(timer),
  };
}

const ROLES = ["provider", "deployer", "both"] as const;
