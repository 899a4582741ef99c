/** What a project wants of its log. */
export interface RecordSettings {
  readonly enabled: boolean;
  readonly role: "" | "provider" | "deployer" | "both";
  readonly annex3: string;
  readonly policyVersion: string;
  readonly ifuVersion: string;
}

export const DEFAULT_SETTINGS: RecordSettings = {
  enabled: true,
  role: "",
  annex3: "",
  policyVersion: "",
  ifuVersion: "",
};
