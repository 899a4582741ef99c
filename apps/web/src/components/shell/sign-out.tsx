"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "#trpc/client.tsx";

/** Only where a key was needed to come in. */
export function SignOut() {
  const workspace = useQuery(useTRPC().workspace.get.queryOptions());
  if (!workspace.data?.signedIn) return null;
  async function leave() {
    await fetch("/api/session", { method: "DELETE" });
    window.location.assign("/sign-in");
  }
  return (
    <button
      type="button"
      onClick={() => void leave()}
      className="h-7 rounded-md px-2 text-left text-xs text-ink-3 hover:bg-hover hover:text-ink"
    >
      Sign out ({workspace.data.role} key)
    </button>
  );
}
