"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { notify } from "#lib/notify.ts";
import { useTRPC } from "#trpc/client.tsx";
import { ConfirmDialog } from "../../_components/confirm-dialog.tsx";

export function DeleteDemo({ demoId }: { readonly demoId: string }) {
  const [isAsking, setAsking] = useState(false);
  const client = useQueryClient();
  const router = useRouter();
  const remove = useMutation(
    useTRPC().settings.project.deleteDemo.mutationOptions({
      onSuccess: async () => {
        setAsking(false);
        router.push("/?project=default");
        await client.invalidateQueries();
        notify("Demo data deleted");
      },
    }),
  );
  return (
    <Card title="Demo data" description="A made-up company, kept apart from your own calls.">
      <Button variant="danger" onClick={() => setAsking(true)}>
        Delete demo data
      </Button>
      {isAsking && (
        <ConfirmDialog
          title="Delete the demo data?"
          description="All calls, traces and figures of the demo project go, and it does not come back at the next start. Your own projects are not touched."
          confirm={remove.isPending ? "Deleting…" : "Delete"}
          keep="Keep it"
          isPending={remove.isPending}
          error={remove.error?.message}
          onClose={() => setAsking(false)}
          onConfirm={() => remove.mutate({ project: demoId })}
        />
      )}
    </Card>
  );
}
