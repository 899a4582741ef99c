"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "#trpc/client.tsx";

/** Whether who looks may change settings; false while that is not known. */
export function useMayChange(): boolean {
  return useQuery(useTRPC().workspace.get.queryOptions()).data?.role === "admin";
}
