import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { createContext } from "#server/context.ts";
import { appRouter } from "#server/root.ts";

function handler(request: Request): Promise<Response> {
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: () => createContext(request.headers),
    onError: ({ error, path }) => {
      if (error.code === "INTERNAL_SERVER_ERROR") console.error(`${path ?? "?"}: ${describe(error.cause ?? error)}`);
    },
  });
}

function describe(error: Error): string {
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}

export { handler as GET, handler as POST };
