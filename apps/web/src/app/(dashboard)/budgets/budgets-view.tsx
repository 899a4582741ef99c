"use client";
import { useQueryStates } from "nuqs";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { useMayChange } from "#lib/scope/use-may-change.ts";
import { AlertList } from "./_components/alert-list.tsx";
import { AlertTimeline } from "./_components/alert-timeline.tsx";
import { BudgetList } from "./_components/budget-list.tsx";
import { ChannelList } from "./_components/channel-list.tsx";
import { DeliveryLog } from "./_components/delivery-log.tsx";
import { ReadOnlyNote } from "./_components/read-only-note.tsx";
import { budgetsParams } from "./search-params.ts";

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
