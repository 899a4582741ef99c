"use client";
import type { LogState } from "@spanledger/clickhouse";
import { useMutation } from "@tanstack/react-query";
import { Button } from "#components/ui/button.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";

/** Has every log checked against storage; the rows of the logs show how far it is and what was found. */
export function VerifyButton({ logs }: { readonly logs: readonly LogState[] }) {
  const { project } = useScope();
  const verify = useMutation(useTRPC().compliance.verify.mutationOptions());
  const isRunning = logs.some(({ verification }) => verification?.state === "running");
  const isWaiting = verify.data !== undefined && !logs.some(({ verification }) => verification?.id === verify.data.id);
  return (
    <>
      {verify.error && (
        <p role="alert" className="text-bad">
          {verify.error.message}
        </p>
      )}
      <Button disabled={verify.isPending || isWaiting || isRunning} onClick={() => verify.mutate({ project })}>
        {isRunning ? "Verifying…" : verify.isPending || isWaiting ? "Waiting to begin…" : "Verify now"}
      </Button>
    </>
  );
}
