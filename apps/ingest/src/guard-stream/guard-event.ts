/** A trace that exporters are told about; see docs/guides/guard-protocol.md. Money is decimal text in USD. */
export interface Halt {
  readonly trace_id: string;
  readonly rule: string;
  readonly severity: string;
  readonly sentence: string;
  readonly first_span_id: string;
  readonly evidence_span_ids: readonly string[];
  /** null when nothing of it has a price. */
  readonly spent_usd: string | null;
  /** ISO 8601. */
  readonly detected_at: string;
  readonly expires_at: string;
  readonly action: "observe" | "block";
}

/** One event of the stream. `data` is sent as JSON. */
export interface GuardEvent {
  readonly event: "halt" | "release" | "budget" | "budget_removed";
  readonly data: object;
  /** Keys of this tenant and keys that belong to no tenant get it; "" = the latter only, "*" = every key. */
  readonly tenant: string;
}

/** Whose events a stream carries. */
export interface StreamScope {
  readonly projectId: string;
  /** Tenant that the key is bound to, "" for none. */
  readonly tenant: string;
}

/** What a new stream starts with. */
export interface Snapshot {
  readonly halts: readonly Halt[];
  /** BudgetState of the protocol. */
  readonly budgets: readonly object[];
  readonly policy: { readonly mode: "observe" | "block" };
}

/** Adds its part to the snapshot of a stream; it leaves out what the scope must not see. */
export type SnapshotProvider = (scope: StreamScope) => Partial<Snapshot>;

/** Whether a key of this scope may see what belongs to this tenant. */
export function mayTenantSee(scope: Pick<StreamScope, "tenant">, tenant: string): boolean {
  return scope.tenant === "" || tenant === "*" || tenant === scope.tenant;
}
