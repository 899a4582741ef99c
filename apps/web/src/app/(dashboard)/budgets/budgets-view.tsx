"use client";
import dynamic from "next/dynamic";
import { useQueryStates } from "nuqs";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useMayChange } from "#lib/scope/use-may-change.ts";
import { BudgetList } from "./_components/budget-list.tsx";
import { ReadOnlyNote } from "./_components/read-only-note.tsx";
import { budgetsParams } from "./search-params.ts";

// The other tabs, with their forms, are loaded when they are opened. A button that is drawn before its script is there
// would swallow a click.
const AlertList = dynamic(() => import("./_components/alert-list.tsx").then((module) => module.AlertList), {
  ssr: false,
  loading: Loading,
});
const AlertTimeline = dynamic(() => import("./_components/alert-timeline.tsx").then((module) => module.AlertTimeline), {
  ssr: false,
  loading: Loading,
});
const ChannelList = dynamic(() => import("./_components/channel-list.tsx").then((module) => module.ChannelList), {
  ssr: false,
  loading: Loading,
});
const DeliveryLog = dynamic(() => import("./_components/delivery-log.tsx").then((module) => module.DeliveryLog), {
  ssr: false,
  loading: Loading,
});

const TABS = [
  { value: "budgets", label: "Budgets" },
  { value: "alerts", label: "Alerts" },
  { value: "channels", label: "Channels" },
] as const;

export function BudgetsView() {
  const [{ tab }, setParams] = useQueryStates(budgetsParams, { history: "push" });
  const mayChange = useMayChange();
  return (
    <>
      <PageHeader
        title="Budgets"
        scope="none"
        actions={
          <Segmented
            label="Show"
            value={tab}
            options={TABS}
            onChange={(next) => void setParams({ tab: next, edit: null, open: null, subject: null, scope: null })}
          />
        }
      />
      <div className="max-w-7xl space-y-4 p-4 sm:p-6">
        {!mayChange && <ReadOnlyNote />}
        {tab === "budgets" && <BudgetList mayChange={mayChange} />}
        {tab === "alerts" && (
          <>
            <AlertList mayChange={mayChange} />
            <AlertTimeline />
          </>
        )}
        {tab === "channels" && (
          <>
            <ChannelList mayChange={mayChange} />
            <DeliveryLog mayChange={mayChange} />
          </>
        )}
      </div>
    </>
  );
}

function Loading() {
  return <Skeleton className="h-40 w-full" />;
}
