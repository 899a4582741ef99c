import { readExport } from "#server/evidence/read-exports.ts";
import { sendExport } from "#server/evidence/send-export.ts";
import { findProject } from "#server/read/find-project.ts";
import { maySee } from "#server/session/may-see.ts";
import { readSession } from "#server/session/read-session.ts";
import { getStore } from "#server/store.ts";

export const dynamic = "force-dynamic";

/** The download of the compliance page: for an admin who is signed in. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const store = await getStore();
  const session = await readSession(store, request.headers);
  if (session === null) return new Response("Sign in first.\n", { status: 401 });
  if (session.role !== "admin") return new Response("Downloading evidence needs an admin key.\n", { status: 403 });
  const project = await findProject(store, new URL(request.url).searchParams.get("project") ?? "");
  if (!project || !maySee(session, project)) return new Response("There is no such export.\n", { status: 404 });
  const found = await readExport({ store, projectId: project.id, nowMs: Date.now() }, (await params).id);
  if (found?.state !== "ready") return new Response("There is no such export.\n", { status: 404 });
  return (await sendExport(found)) ?? new Response("The file is no longer on this server.\n", { status: 410 });
}
