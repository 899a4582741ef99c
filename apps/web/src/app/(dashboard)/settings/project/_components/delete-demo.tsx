"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";

import { notify } from "#lib/notify.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { useTRPC } from "#trpc/client.tsx";

export function DeleteDemo({ demoId }: { readonly demoId: string }) {
  const client = useQueryClient();
  const router = useRouter();
  const remove = useMutation(
    useTRPC().settings.project.deleteDemo.mutationOptions({
      onSuccess: async () => {
        router.push("/?project=default");
        await client.invalidateQueries();
        notify("Demo data deleted");
      },
    }),
  );
  return (
    <Card
      title="Demo data"
      description="Deletes the demo project with all its spans. Your own projects are not touched."
    >
      {remove.error && (
        <p role="alert" className="mb-2 text-bad">
          {remove.error.message}
        </p>
      )}
      <Button variant="danger" disabled={remove.isPending} onClick={() => remove.mutate({ project: demoId })}>
        {remove.isPending ? "Deleting…" : "Delete demo data"}
      </Button>
    </Card>
  );
}
