interface PagePicture {
  readonly name: string;
  readonly path: string;
  /** A table whose first link leads to the page. */
  readonly from?: string;
}

/** What `npm run screenshots` takes a picture of, as <name>-<width>-<theme>.png: one line per page of the demo project. */
export const PAGES: readonly PagePicture[] = [
  { name: "overview", path: "/" },
  { name: "costs", path: "/costs?by=tenant" },
  { name: "traces", path: "/traces" },
  { name: "trace", path: "/traces?f=feature:support-copilot", from: "Calls" },
  { name: "sessions", path: "/sessions" },
  { name: "session", path: "/sessions?f=feature:support-copilot", from: "Sessions" },
  { name: "agents", path: "/agents" },
  { name: "latency", path: "/latency" },
  { name: "cache", path: "/cache" },
  { name: "budgets", path: "/budgets" },
  { name: "budgets-alerts", path: "/budgets?tab=alerts" },
  { name: "data-quality", path: "/data-quality" },
  { name: "compliance", path: "/compliance" },
  { name: "settings-prices", path: "/settings/prices" },
  { name: "settings-keys", path: "/settings/keys" },
  { name: "settings-currency", path: "/settings/currency" },
  { name: "settings-project", path: "/settings/project" },
  { name: "settings-history", path: "/settings/history" },
  { name: "settings-system", path: "/settings/system" },
];
