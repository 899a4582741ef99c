/** What `npm run screenshots` takes a picture of, as <name>-<width>-<theme>.png: one line per page of the demo project. */
export const PAGES: readonly { readonly name: string; readonly path: string }[] = [
  { name: "overview", path: "/" },
  { name: "costs", path: "/costs?by=tenant" },
  { name: "traces", path: "/traces" },
  { name: "sessions", path: "/sessions" },
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
