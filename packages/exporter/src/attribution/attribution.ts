/** Who and what model calls are for. A value that is missing or empty is not set. */
export interface Attribution {
  /** Product feature or use case, e.g. `support-answers`. */
  readonly feature?: string | undefined;
  /** Customer whose cost this is. */
  readonly tenant?: string | undefined;
  readonly user?: string | undefined;
  readonly session?: string | undefined;
  readonly prompt?: { readonly name: string; readonly version?: string | number | undefined } | undefined;
  /** Further span attributes, e.g. `{ "app.plan": "pro" }`; they stay in this process. */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}

/** Attribution as span attributes. */
export type AttributionAttributes = Readonly<Record<string, string>>;

/** The names that span attributes and baggage entries share; nothing else is taken from baggage. */
export const ATTRIBUTE_NAMES = {
  feature: "feature.name",
  tenant: "tenant.id",
  user: "user.id",
  session: "session.id",
  promptName: "gen_ai.prompt.name",
  promptVersion: "gen_ai.prompt.version",
} as const;

export const BAGGAGE_KEYS: readonly string[] = Object.values(ATTRIBUTE_NAMES);
