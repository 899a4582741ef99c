import type { AlertRule, Budget } from "@spanledger/alerts";

const MONTHLY: Omit<Budget, "name" | "scope" | "amount"> = {
  period: { kind: "month" },
  timeZone: "UTC",
  currency: "USD",
  graceAmount: "0",
  thresholds: [50, 80, 100],
  forecast: true,
  action: "notify",
  channels: [],
  isEnabled: true,
};

/** One that will hold, one in which a tenant is over, and one that support will break before the month ends. */
export const DEMO_BUDGETS: Readonly<Record<string, Budget>> = {
  "demo-project": {
    ...MONTHLY,
    name: "All of Nordwind",
    scope: { kind: "project" },
    amount: "400",
  },
  "demo-tenants": {
    ...MONTHLY,
    name: "Each tenant",
    scope: { kind: "each", dimension: "tenant", filters: [] },
    amount: "25",
  },
  "demo-support": {
    ...MONTHLY,
    name: "Support copilot",
    scope: { kind: "filters", filters: [{ dimension: "feature", op: "in", values: ["support-copilot"] }] },
    amount: "85",
  },
};

export const DEMO_ALERTS: Readonly<Record<string, AlertRule>> = {
  "demo-unpriced": {
    name: "Calls without a price",
    measure: "unpriced_share",
    scope: { kind: "project" },
    windowMinutes: 1_440,
    condition: { kind: "absolute", direction: "above", threshold: 3 },
    minimumCalls: 100,
    forMinutes: 0,
    recovery: { hysteresisPercent: 10, forMinutes: 0 },
    noDataMinutes: null,
    severity: "warning",
    mutedUntilMs: null,
    maintenance: [],
    channels: [],
    isEnabled: true,
  },
};
