import type { ReactNode } from "react";
import { AppShell } from "#components/shell/app-shell.tsx";
import { requireSession } from "#server/session/require-session.ts";
import { getQueryClient, HydrateClient, trpc } from "#trpc/server.tsx";

export default async function DashboardLayout({ children }: { readonly children: ReactNode }) {
  await requireSession();
  await getQueryClient().prefetchQuery(trpc.workspace.get.queryOptions());
  return (
    <HydrateClient>
      <AppShell>{children}</AppShell>
    </HydrateClient>
  );
}
