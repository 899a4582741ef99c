/** A record of this log, or of the log of another origin. */
export interface RecordTarget {
  readonly log?: string;
  readonly i: number;
}

/** What a person did about an output; `c.reviewer_ref` commits to who it was. */
export interface OversightData {
  readonly action:
    | "approve"
    | "override"
    | "reverse"
    | "disregard"
    | "escalate"
    | "stop"
    | "resume"
    | "verify_1"
    | "verify_2"
    | "annotate";
  readonly target: RecordTarget;
  readonly reason?: string;
  readonly role?: string;
  readonly competence_ref?: string;
  readonly latency_us?: number;
  readonly final?: boolean;
}

export interface IncidentData {
  readonly inc: string;
  readonly phase:
    | "suspected"
    | "confirmed"
    | "reported_initial"
    | "reported_complete"
    | "investigating"
    | "corrected"
    | "closed"
    | "not_reportable";
  readonly class:
    | "49a_death"
    | "49a_health"
    | "49b_infrastructure"
    | "49c_fundamental_rights"
    | "49d_property_environment"
    | "widespread"
    | "near_miss";
  readonly aware_us: number;
  readonly causal_us?: number;
  readonly due_us?: number;
  readonly msa?: string;
  readonly ms?: string;
  readonly ref?: string;
  readonly targets?: readonly number[];
}

export interface ChangeData {
  readonly what: "model" | "prompt" | "policy" | "tool" | "dataset" | "threshold" | "infra" | "ifu" | "oversight";
  readonly from?: string;
  readonly to: string;
  readonly predetermined?: boolean;
  readonly substantial?: "no" | "assessing" | "yes";
  readonly ticket?: string;
}

/** Measured against a threshold declared beforehand; all figures are decimal strings. */
export interface EvaluationData {
  readonly metric: string;
  readonly value: string;
  readonly lo?: string;
  readonly hi?: string;
  readonly n: number;
  readonly threshold?: string;
  readonly cmp?: "ge" | "le";
  readonly pass?: boolean;
  readonly baseline?: string;
  readonly drift_test?: string;
  readonly drift_stat?: string;
  readonly group?: string;
  readonly dataset?: string;
  readonly evaluator?: string;
}

/** Who may read what and why: an export before it can be downloaded, a change of access. */
export interface AccessData {
  readonly act: "export" | "grant" | "revoke" | "read";
  readonly purpose: string;
  readonly role: string;
  readonly export_id?: string;
  readonly manifest_sha256?: string;
}

/** A later fact about a record (a score, feedback, a corrected field); the record itself never changes. */
export interface AmendmentData {
  /** Absent when the record has no index yet: then `trace` and `span` of the body name it. */
  readonly target?: RecordTarget;
  readonly what: string;
  readonly value?: string;
}

/** Blocks expiry and erasure of what it names until it is released. */
export interface HoldData {
  readonly act: "place" | "release";
  readonly hold: string;
  readonly basis: string;
  readonly owner: string;
  readonly review_us?: number;
}
