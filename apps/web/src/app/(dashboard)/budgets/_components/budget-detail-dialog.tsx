"use client";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { scopeWords } from "#lib/budgets/scope-words.ts";
import { notify } from "#lib/notify.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { ConfirmDialog } from "../../settings/_components/confirm-dialog.tsx";
import { BudgetFacts } from "./budget-facts.tsx";
import { ChangeHistory } from "./change-history.tsx";
import { EventList } from "./event-list.tsx";
import { SubjectTable } from "./subject-table.tsx";

export interface BudgetDetailDialogProps {
  readonly id: string;
  readonly subject: string | null;
  readonly mayChange: boolean;
  readonly onSubject: (subject: string) => void;
  readonly onEdit: () => void;
  readonly onClose: () => void;
}

/** One budget: its days and forecast, the values of a fan-out, what it told and who changed it. */
export function BudgetDetailDialog(props: BudgetDetailDialogProps) {
  const { id, subject, mayChange, onClose } = props;
  const [deleting, setDeleting] = useState(false);
  const { project } = useScope();
  const trpc = useTRPC();
  const client = useQueryClient();
  const detail = useQuery({
    ...trpc.budgets.detail.queryOptions({ project, id, ...(subject === null ? {} : { subject }) }),
    placeholderData: keepPreviousData,
  });
  const remove = useMutation(
    trpc.budgets.remove.mutationOptions({
      onSuccess: async () => {
        onClose();
        await client.invalidateQueries(trpc.budgets.pathFilter());
        notify("Budget deleted. Its history stays.");
      },
    }),
  );
  const budget = detail.data?.budget;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={budget?.name ?? "Budget"}
      {...(budget ? { description: scopeWords(budget.scope) } : {})}
      className="wrap-anywhere sm:max-w-3xl"
    >
      {detail.error ? (
        <ErrorState what="the budget" error={detail.error} onRetry={() => void detail.refetch()} />
      ) : !detail.data ? (
        <Skeleton className="h-96" />
      ) : (
        <div className="space-y-5">
          <BudgetFacts detail={detail.data} />
          {detail.data.budget.scope.kind === "each" && <SubjectTable detail={detail.data} onPick={props.onSubject} />}
          <section>
            <h3 className="mb-2 font-medium">What it told</h3>
            <EventList events={detail.data.events} empty="Nothing yet: no threshold was reached." />
          </section>
          <ChangeHistory kind="budget" id={id} />
        </div>
      )}
      {mayChange && (
        <div className="mt-5 flex justify-end gap-2">
          <Button variant="danger" onClick={() => setDeleting(true)}>
            Delete
          </Button>
          <Button variant="solid" onClick={props.onEdit}>
            Change
          </Button>
        </div>
      )}
      {deleting && (
        <ConfirmDialog
          title={`Delete “${budget?.name ?? "the budget"}”?`}
          description="Nobody is told any more, and calls that it refused are let through within seconds. Its history stays."
          confirm="Delete"
          keep="Keep it"
          isPending={remove.isPending}
          error={remove.error?.message}
          onClose={() => setDeleting(false)}
          onConfirm={() => remove.mutate({ project, id })}
        />
      )}
    </Dialog>
  );
}
