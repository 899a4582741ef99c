"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { notify } from "#lib/notify.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";

export interface ChangedTrace {
  readonly traceId: string;
  /** As the page shows it, "" when nothing was found. */
  readonly state: string;
}

/** Halting and releasing a trace; whatever comes of it, the page is read again. */
export function useTraceChange() {
  const { project } = useScope();
  const trpc = useTRPC();
  const client = useQueryClient();
  const workspace = useQuery(trpc.workspace.get.queryOptions());
  const after = { onSettled: () => client.invalidateQueries({ queryKey: [["agents"]] }) };
  const halt = useMutation(
    trpc.agents.halt.mutationOptions({
      ...after,
      onSuccess: ({ notice }) => notify(notice || "Halted. Its next model call is refused."),
    }),
  );
  const release = useMutation(
    trpc.agents.release.mutationOptions({ ...after, onSuccess: ({ notice }) => notify(notice || "Released.") }),
  );
  const isPending = halt.isPending || release.isPending;
  const begin = (mutation: typeof halt | typeof release, { traceId, state }: ChangedTrace) => {
    if (isPending) return;
    halt.reset();
    release.reset();
    mutation.mutate({ project, traceId, seen: state });
  };
  return {
    isAdmin: workspace.data?.role === "admin",
    isPending,
    error: halt.error ?? release.error,
    halt: (trace: ChangedTrace) => begin(halt, trace),
    release: (trace: ChangedTrace) => begin(release, trace),
  };
}
