import { initTRPC, TRPCError } from "@trpc/server";
import { z } from "zod";
import { findProject } from "./read/find-project.ts";
import { maySee } from "./session/may-see.ts";
import { isSameOrigin } from "./session/is-same-origin.ts";
import { toTrpcError } from "./to-trpc-error.ts";
import type { Context } from "./context.ts";

const t = initTRPC.context<Context>().create({
  // Messages of ours are meant for the reader; stacks are not.
  errorFormatter: ({ shape }) => ({ ...shape, data: { code: shape.data.code, httpStatus: shape.data.httpStatus } }),
});

export const { router, createCallerFactory } = t;

const mapped = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (!result.ok) throw toTrpcError(result.error);
  return result;
});

/** Anyone who may read this installation. */
export const readProcedure = mapped.use(({ ctx, next }) => {
  if (!ctx.session) throw new TRPCError({ code: "UNAUTHORIZED", message: "Sign in first." });
  return next({ ctx: { ...ctx, session: ctx.session } });
});

export const ProjectInput = z.object({ project: z.string().min(1).max(64) });

/** Reading one project of this installation; the reader it gets sees no other. */
export const projectProcedure = readProcedure.input(ProjectInput).use(async ({ ctx, input, next }) => {
  const project = await findProject(ctx.store, input.project);
  if (!project || !maySee(ctx.session, project))
    throw new TRPCError({ code: "NOT_FOUND", message: `There is no project "${input.project}".` });
  return next({ ctx: { ...ctx, project, reader: ctx.store.project(project.id) } });
});

/** Changing a project: needs an admin, from our own pages. */
export const changeProcedure = projectProcedure.use(({ ctx, next }) => {
  if (!isSameOrigin(ctx.headers))
    throw new TRPCError({ code: "FORBIDDEN", message: "Changes are accepted from Spanledger's own pages only." });
  if (ctx.session.role !== "admin")
    throw new TRPCError({ code: "FORBIDDEN", message: "This needs an admin key. You are signed in with a read key." });
  return next();
});
