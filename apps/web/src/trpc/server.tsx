import "server-only";
import { dehydrate, HydrationBoundary, type QueryClient } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { cache, type ReactNode } from "react";
import { createContext } from "#server/context.ts";
import { appRouter } from "#server/root.ts";
import { createQueryClient } from "./query-client.ts";

export const getQueryClient: () => QueryClient = cache(createQueryClient);

const requestContext = cache(async () => createContext(new Headers(await headers())));

export const trpc = createTRPCOptionsProxy({ ctx: requestContext, router: appRouter, queryClient: getQueryClient });

export function HydrateClient({ children }: { readonly children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(getQueryClient())}>{children}</HydrationBoundary>;
}
