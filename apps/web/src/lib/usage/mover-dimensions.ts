/** Whose change of spend the overview can list. */
export const MOVER_DIMENSIONS = ["feature", "tenant", "prompt_version", "model"] as const;
