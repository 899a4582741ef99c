const STANDARD: ReadonlySet<string> = new Set([
  "",
  "default",
  "standard",
  "auto",
  "on_demand",
  "standard_only",
  "none",
  "unspecified",
]);

/**
 * The tier that the price lists know, "" for the standard one. A tier that no list knows is kept, so that a call at
 * it is unpriced rather than billed at the standard price.
 */
export function serviceTier(tier: string): string {
  const name = tier
    .trim()
    .toLowerCase()
    .replaceAll("-", "_")
    .replace(/^(service_tier|traffic_type)_/, "");
  return STANDARD.has(name) ? "" : name;
}
