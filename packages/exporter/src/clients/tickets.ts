import type { Admission } from "../guard/guard.ts";
import { BoundedMap } from "../guard/limits/bounded-map.ts";

const HEADER = "x-spanledger-admission";
const MAX_OPEN = 10_000;

const open = new BoundedMap<Admission>(MAX_OPEN);
let last = 0;

type HeadersOf = { [name: string]: unknown } | Headers;

/** Hands an admission from a client's hook to its fetch, in a header that never leaves the process. */
export function putTicket(headers: HeadersOf, admission: Admission): void {
  last += 1;
  const id = String(last);
  open.set(id, admission);
  if (headers instanceof Headers) headers.set(HEADER, id);
  else headers[HEADER] = id;
}

/** The admission that was handed over; takes the header away. */
export function takeTicket(headers: RequestInit["headers"]): Admission | undefined {
  if (headers === undefined || Array.isArray(headers)) return undefined;
  const id = headers instanceof Headers ? headers.get(HEADER) : headers[HEADER];
  if (typeof id !== "string") return undefined;
  if (headers instanceof Headers) headers.delete(HEADER);
  else delete headers[HEADER];
  const admission = open.get(id);
  open.delete(id);
  return admission;
}
