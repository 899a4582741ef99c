import { costsRouter } from "./routers/costs.ts";
import { overviewRouter } from "./routers/overview.ts";
import { scopeRouter } from "./routers/scope.ts";
import { workspaceRouter } from "./routers/workspace.ts";
import { router } from "./trpc.ts";

export const appRouter = router({
  workspace: workspaceRouter,
  scope: scopeRouter,
  overview: overviewRouter,
  costs: costsRouter,
});

export type AppRouter = typeof appRouter;
