import { findKeyBySecret } from "#server/read/find-key.ts";
import { isSameOrigin } from "#server/session/is-same-origin.ts";
import { sealSession, SESSION_COOKIE, SESSION_SECONDS } from "#server/session/session-cookie.ts";
import { getStore } from "#server/store.ts";

const MAX_FORM_BYTES = 4096;

/** Signs in with a read or admin key sent by the form of the sign-in page. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return new Response("Sign in from the sign-in page.\n", { status: 403 });
  if (Number(request.headers.get("content-length") ?? "0") > MAX_FORM_BYTES)
    return new Response("Too long.\n", { status: 413 });
  const form = await request.formData();
  const next = safePath(textOf(form.get("next")));
  const key = await findKeyBySecret(await getStore(), textOf(form.get("key")).trim());
  if (!key) return seeOther(`/sign-in?problem=key${next === "/" ? "" : `&next=${encodeURIComponent(next)}`}`);
  const claim = { keyId: key.id, expires: Math.floor(Date.now() / 1000) + SESSION_SECONDS };
  return seeOther(next, cookie(sealSession(claim, key.hash), SESSION_SECONDS, request));
}

function textOf(field: FormDataEntryValue | null): string {
  return typeof field === "string" ? field : "";
}

/** Signs out. */
export function DELETE(request: Request): Response {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 });
  return new Response(null, { status: 204, headers: { "set-cookie": cookie("", 0, request) } });
}

function cookie(value: string, seconds: number, request: Request): string {
  const secure = request.headers.get("x-forwarded-proto") === "https" || request.url.startsWith("https:");
  return `${SESSION_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure ? "; Secure" : ""}`;
}

/** Only paths of this site: a scheme or a second slash would lead elsewhere. */
function safePath(path: string): string {
  return /^\/(?![/\\])/.test(path) ? path : "/";
}

function seeOther(location: string, setCookie?: string): Response {
  return new Response(null, { status: 303, headers: { location, ...(setCookie ? { "set-cookie": setCookie } : {}) } });
}
