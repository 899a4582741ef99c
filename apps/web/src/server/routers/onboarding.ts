import { createApiKey, firstSpanSeen } from "@spanledger/clickhouse";
import { webEnv } from "../env.ts";
import { isLoopback } from "../session/is-loopback.ts";
import { changeProcedure, projectProcedure, router } from "../trpc.ts";

export const onboardingRouter = router({
  /** Asked every two seconds by the first-run page. */
  status: projectProcedure.query(async ({ ctx }) => ({
    hasSpans: await firstSpanSeen(ctx.reader),
    endpoint: ingestEndpoint(ctx.headers),
  })),
  /** A fresh ingest key for the lines to paste. Its text is shown once. */
  createKey: changeProcedure.mutation(async ({ ctx }) => {
    const { text } = await createApiKey(
      ctx.store,
      { project: ctx.project.id, label: "First app", scope: "ingest" },
      { changedBy: ctx.session.keyId, nowMs: ctx.nowMs },
    );
    return { key: text };
  }),
});

/** Where an app reaches the ingest: as configured, else this host on the ingest port. */
function ingestEndpoint(headers: Headers): string {
  const env = webEnv();
  if (env.SPANLEDGER_INGEST_URL !== undefined) return env.SPANLEDGER_INGEST_URL.replace(/\/$/, "");
  const host = isLoopback(env.SPANLEDGER_HOST)
    ? "127.0.0.1"
    : (headers.get("host") ?? env.SPANLEDGER_HOST).replace(/:\d+$/, "");
  return `http://${host}:${env.SPANLEDGER_INGEST_PORT}`;
}
