/** `d` of a kind-8 record; `c.targets` commits to what was erased, in clear only in the opening. */
export interface ErasureData {
  readonly act: "erase_fields" | "erase_body" | "restrict" | "unrestrict" | "refuse" | "retention_expiry";
  /** Such as `gdpr:17:1:b`. */
  readonly basis: string;
  readonly method: string;
  /** Opaque id of the request. */
  readonly req?: string;
  readonly requested_us?: number;
  readonly done_us: number;
  readonly backups_by_us?: number;
  readonly count?: number;
}

/** Acts after which content is gone. */
export const ERASING_ACTS: ReadonlySet<string> = new Set(["erase_fields", "erase_body", "retention_expiry"]);
