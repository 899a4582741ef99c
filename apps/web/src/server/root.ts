import { agentsRouter } from "./routers/agents.ts";
import { alertsRouter } from "./routers/alerts.ts";
import { budgetsRouter } from "./routers/budgets.ts";
import { cacheRouter } from "./routers/cache.ts";
import { callsRouter } from "./routers/calls.ts";
import { channelsRouter } from "./routers/channels.ts";
import { complianceRouter } from "./routers/compliance.ts";
import { costsRouter } from "./routers/costs.ts";
import { latencyRouter } from "./routers/latency.ts";
import { onboardingRouter } from "./routers/onboarding.ts";
import { overviewRouter } from "./routers/overview.ts";
import { qualityRouter } from "./routers/quality.ts";
import { scopeRouter } from "./routers/scope.ts";
import { sessionsRouter } from "./routers/sessions.ts";
import { settingsRouter } from "./routers/settings.ts";
import { workspaceRouter } from "./routers/workspace.ts";
import { router } from "./trpc.ts";

export const appRouter = router({
  workspace: workspaceRouter,
  onboarding: onboardingRouter,
  scope: scopeRouter,
  overview: overviewRouter,
  costs: costsRouter,
  calls: callsRouter,
  agents: agentsRouter,
  latency: latencyRouter,
  sessions: sessionsRouter,
  cache: cacheRouter,
  budgets: budgetsRouter,
  alerts: alertsRouter,
  channels: channelsRouter,
  quality: qualityRouter,
  compliance: complianceRouter,
  settings: settingsRouter,
});

export type AppRouter = typeof appRouter;
