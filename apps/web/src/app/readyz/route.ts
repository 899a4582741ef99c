import { getStore } from "#server/store.ts";

/** The pages can be answered: the database responds. */
export async function GET(): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  try {
    await (await getStore()).ping();
    return Response.json({ status: "ready" }, { headers });
  } catch {
    return Response.json({ status: "waiting", reason: "the database does not answer" }, { status: 503, headers });
  }
}

export const dynamic = "force-dynamic";
