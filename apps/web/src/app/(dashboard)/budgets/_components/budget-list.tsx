"use client";
import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useMemo, useState } from "react";
import { DataTable } from "#components/table/data-table.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { budgetsParams } from "../search-params.ts";
import { BudgetCards } from "./budget-cards.tsx";
import { budgetColumns } from "./budget-columns.tsx";
import { BudgetDetailDialog } from "./budget-detail-dialog.tsx";
import { BudgetDialog } from "./budget-dialog.tsx";

const REFRESH_MS = 15_000;

/** All budgets, the most used first; a row opens one, the button the form. */
export function BudgetList({ mayChange }: { readonly mayChange: boolean }) {
  const [{ edit, scope, open, subject }, setParams] = useQueryStates(budgetsParams, { history: "push" });
  const [sort, setSort] = useState("");
  const { project } = useScope();
  const list = useQuery({ ...useTRPC().budgets.list.queryOptions({ project }), refetchInterval: REFRESH_MS });
  const columns = useMemo(() => budgetColumns(({ id }) => void setParams({ open: id, subject: null })), [setParams]);
  const editing = list.data?.find(({ id }) => id === edit);
  const add = () => void setParams({ edit: "new", scope: null });
  const close = () => void setParams({ edit: null, scope: null });
  return (
    <>
      {list.data && <BudgetCards rows={list.data} onOpen={(id) => void setParams({ open: id, subject: null })} />}
      <Card
        flush
        title="Budgets"
        description="How much may be spent in a period, and what happens on the way there."
        actions={
          mayChange && (
            <Button variant="solid" onClick={add}>
              New budget
            </Button>
          )
        }
      >
        {list.error ? (
          <ErrorState what="the budgets" error={list.error} onRetry={() => void list.refetch()} />
        ) : !list.data ? (
          <Skeleton className="mx-4 mb-4 h-48" />
        ) : (
          <DataTable
            label="Budgets"
            columns={columns}
            rows={list.data}
            rowKey={({ id }) => id}
            sort={sort}
            onSort={setSort}
            onOpen={({ id }) => void setParams({ open: id, subject: null })}
            empty={
              <p className="px-4 pb-6 text-ink-2">
                No budgets yet. Make one here, or from any row under Costs: the purse beside a name fills the form in.
              </p>
            }
          />
        )}
      </Card>
      {open !== null && (
        <BudgetDetailDialog
          id={open}
          subject={subject}
          mayChange={mayChange}
          onSubject={(next) => void setParams({ subject: next })}
          onEdit={() => void setParams({ open: null, subject: null, edit: open })}
          onClose={() => void setParams({ open: null, subject: null })}
        />
      )}
      {mayChange && edit === "new" && <BudgetDialog key="new" tokens={scope} onClose={close} />}
      {mayChange && editing && <BudgetDialog key={editing.id} row={editing} tokens={[]} onClose={close} />}
    </>
  );
}
