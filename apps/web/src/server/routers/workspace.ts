import { firstSpanSeen } from "@spanledger/clickhouse";
import { listProjects } from "../read/find-project.ts";
import { maySee } from "../session/may-see.ts";
import { readProcedure, router } from "../trpc.ts";

export const workspaceRouter = router({
  /** The projects of this installation and the one to open first: the real one once it has spans, else the demo. */
  get: readProcedure.query(async ({ ctx }) => {
    const projects = await Promise.all(
      (await listProjects(ctx.store))
        .filter((project) => maySee(ctx.session, project))
        .map(async (project) => ({ ...project, hasSpans: await firstSpanSeen(ctx.store.project(project.id)) })),
    );
    const filled = projects.filter((project) => project.hasSpans);
    const landing = filled.find(({ isDemo }) => !isDemo) ?? filled.find(({ isDemo }) => isDemo);
    return {
      projects,
      landing: landing?.id ?? "default",
      role: ctx.session.role,
      signedIn: ctx.session.keyId !== "local",
    };
  }),
});
