import { findKeyBySha256, hashKey, type Store } from "@spanledger/clickhouse";
import { ApiError } from "./api-error.ts";

export type Access = "read" | "admin";

export interface Caller {
  /** The key's project: never the caller's choice. */
  readonly projectId: string;
  readonly keyId: string;
}

const SCOPES: Readonly<Record<Access, readonly string[]>> = { read: ["read", "admin"], admin: ["admin"] };
const NEEDS: Readonly<Record<Access, string>> = {
  read: "reading needs one with the scope read or admin",
  admin: "changing something needs one with the scope admin",
};

/**
 * Who the request's key is, if it may do this. Keys are looked up every time: a revoked one is shut at once.
 * @throws ApiError 401 or 403
 */
export async function authenticate(request: Request, store: Store, access: Access = "read"): Promise<Caller> {
  const kind = access === "read" ? "a read key" : "an admin key";
  const text = keyOf(request.headers);
  if (text === undefined) throw new ApiError(401, `Send ${kind} in the header \`Authorization: Bearer <key>\`.`);
  const key = await findKeyBySha256(store, hashKey(text));
  if (key === undefined) throw new ApiError(401, `This key is not known: create ${kind} under Settings.`);
  if (key.revoked_at !== null) {
    throw new ApiError(403, `This key was revoked: create another ${kind.replace(/^an? /, "")} under Settings.`);
  }
  if (!SCOPES[access].includes(key.scope)) {
    throw new ApiError(403, `This is a key for ${key.scope}: ${NEEDS[access]}.`);
  }
  return { projectId: key.project, keyId: key.id };
}

function keyOf(headers: Headers): string | undefined {
  const bearer = /^bearer\s+(\S+)\s*$/i.exec(headers.get("authorization") ?? "")?.[1];
  return bearer ?? headers.get("x-api-key")?.trim() ?? undefined;
}
