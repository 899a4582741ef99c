"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "#trpc/client.tsx";

/** In place of the buttons that a read key does not have. */
export function ReadOnlyNote() {
  const role = useQuery(useTRPC().workspace.get.queryOptions()).data?.role;
  if (role !== "read") return null;
  return (
    <p className="text-ink-2">
      You are signed in with a read key. To change budgets, alerts and channels, sign in with an admin key.
    </p>
  );
}
