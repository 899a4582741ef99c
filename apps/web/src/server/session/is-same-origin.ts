/**
 * Whether a changing request came from our own pages. A browser always sends one of these headers with a POST, so a
 * request with neither is not from a page and is refused too.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = headers.get("origin");
  if (origin === null) return false;
  try {
    return new URL(origin).host === headers.get("host");
  } catch {
    return false;
  }
}
