import { DAYS } from "./story.ts";
import { GROWING_TENANT, type Tenant, TENANTS } from "./tenants.ts";
import type { Random } from "./random.ts";

/** Draws the tenant of one request made `daysAgo` days before the end of the demo. */
export function pickTenant(random: Random, daysAgo: number): Tenant {
  const weights = TENANTS.map((tenant) => (tenant.id === GROWING_TENANT ? growingWeight(daysAgo) : tenant.weight));
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [i, tenant] of TENANTS.entries()) {
    left -= weights[i] ?? 0;
    if (left < 0) return tenant;
  }
  return { id: GROWING_TENANT, weight: 1, users: 12 };
}

function growingWeight(daysAgo: number): number {
  return 0.12 * 6 ** (1 - daysAgo / DAYS);
}
