import { NextResponse, type NextRequest } from "next/server";
import { contentSecurityPolicy } from "#server/session/content-security-policy.ts";
import { webEnv } from "#server/env.ts";
import { hostName, isLoopback } from "#server/session/is-loopback.ts";
import { SESSION_COOKIE } from "#server/session/session-cookie.ts";

const OPEN_PATHS = /^\/(sign-in|healthz|readyz|api\/v1(\/|$)|api\/session$)/;

/**
 * Runs before every page and API call: keeps other host names away from a loopback server (DNS rebinding), sends
 * strangers to the sign-in page otherwise, and sets the security headers. Sessions are verified in the tRPC context.
 */
export function proxy(request: NextRequest): NextResponse {
  const bound = webEnv().SPANLEDGER_HOST;
  const path = request.nextUrl.pathname;
  if (isLoopback(bound)) {
    if (!isLoopback(hostName(request.headers.get("host") ?? ""))) {
      return new NextResponse(
        "This server answers only to localhost. Set SPANLEDGER_HOST to reach it by another name.\n",
        { status: 421 },
      );
    }
  } else if (!OPEN_PATHS.test(path) && !request.cookies.has(SESSION_COOKIE)) {
    return path.startsWith("/api/") ? new NextResponse("Sign in first.\n", { status: 401 }) : signIn(request);
  }
  return withSecurityHeaders(request);
}

function signIn(request: NextRequest): NextResponse {
  const url = request.nextUrl.clone();
  const wanted = `${url.pathname}${url.search}`;
  url.pathname = "/sign-in";
  url.search = wanted === "/" ? "" : `?next=${encodeURIComponent(wanted)}`;
  return NextResponse.redirect(url);
}

function withSecurityHeaders(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentSecurityPolicy(nonce, webEnv().NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Referrer-Policy", "same-origin");
  response.headers.set("X-Frame-Options", "DENY");
  return response;
}

export const config = { matcher: "/((?!_next/static|_next/image|icon.svg).*)" };
