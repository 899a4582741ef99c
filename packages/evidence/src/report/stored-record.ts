import type { RecordKind } from "@spanledger/ledger";

/** A record body as it was parsed: `record.v1.schema.json` holds for it, as far as the report looks. */
export interface StoredRecord {
  readonly kind: RecordKind;
  readonly sys: string;
  readonly sysv?: string;
  readonly start_us: number;
  readonly end_us: number;
  readonly trace?: string;
  readonly op?: string;
  readonly status?: string;
  readonly src?: { readonly id: string; readonly seq: number; readonly clk_err_us?: number };
  readonly model?: { readonly prov?: string; readonly req?: string; readonly res?: string; readonly region?: string };
  readonly cfg?: Readonly<Record<string, unknown>>;
  readonly refdb?: readonly { readonly id: string; readonly ver?: string; readonly match?: boolean }[];
  readonly usage?: object;
  readonly fin?: readonly string[];
  readonly guard?: readonly { readonly id: string; readonly res: string }[];
  readonly risk?: readonly string[];
  readonly annex3?: string;
  readonly oversight?: { readonly mode: string; readonly required?: boolean; readonly state?: string };
  readonly notice?: {
    readonly ai_disclosed?: boolean;
    readonly affected_informed?: boolean;
    readonly marked?: boolean;
    readonly method?: string;
  };
  readonly c: Readonly<Record<string, string>>;
  readonly d?: Readonly<Record<string, unknown>>;
}
