import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/root.ts";

/** What each procedure answers. */
export type RouterOutputs = inferRouterOutputs<AppRouter>;
