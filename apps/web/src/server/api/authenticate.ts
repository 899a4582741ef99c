import { findKeyBySha256, hashKey, type Store } from "@spanledger/clickhouse";
import { ApiError } from "./api-error.ts";

const READING_SCOPES: ReadonlySet<string> = new Set(["read", "admin"]);

/** The project that the request's key opens for reading. Keys are looked up every time: a revoked one is shut at once. */
export async function authenticate(request: Request, store: Store): Promise<string> {
  const text = keyOf(request.headers);
  if (text === undefined) {
    throw new ApiError(401, "Send a read key in the header `Authorization: Bearer <key>`.");
  }
  const key = await findKeyBySha256(store, hashKey(text));
  if (key === undefined) throw new ApiError(401, "This key is not known: create a read key under Settings.");
  if (key.revoked_at !== null) throw new ApiError(403, "This key was revoked: create another read key under Settings.");
  if (!READING_SCOPES.has(key.scope)) {
    throw new ApiError(403, `This is a key for ${key.scope}: reading needs one with the scope read or admin.`);
  }
  return key.project;
}

function keyOf(headers: Headers): string | undefined {
  const bearer = /^bearer\s+(\S+)\s*$/i.exec(headers.get("authorization") ?? "")?.[1];
  return bearer ?? headers.get("x-api-key")?.trim() ?? undefined;
}
