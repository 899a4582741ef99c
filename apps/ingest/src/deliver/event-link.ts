import type { AlertEvent } from "@spanledger/clickhouse";

/** Where the dashboard shows an event, below its public address; "" when that is not known. */
export function eventLink(event: AlertEvent, publicUrl: string): string {
  if (publicUrl === "") return "";
  const { path, query } = placeOf(event);
  return `${publicUrl}${path}?${new URLSearchParams({ project: event.project, ...query }).toString()}`;
}

function placeOf({ source, sourceId, subject }: AlertEvent): {
  path: string;
  query?: Readonly<Record<string, string>>;
} {
  switch (source) {
    case "budget":
      return { path: "/budgets", query: { open: sourceId, ...(subject === "" ? {} : { subject }) } };
    case "rule":
      return { path: "/budgets", query: { tab: "alerts" } };
    case "runaway":
      return { path: "/agents", query: { trace: subject } };
    case "ledger":
      return { path: "/compliance" };
    case "test":
      return { path: "/budgets", query: { tab: "channels" } };
  }
}
