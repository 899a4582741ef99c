import type { Store } from "@spanledger/clickhouse";
export interface SignInKey { readonly id: string; readonly hash: string; readonly role: "admin" | "read" | null }
export async function findKey(_store: Store, _id: string): Promise<SignInKey | null> { return null; }
export async function findKeyBySecret(_store: Store, _secret: string): Promise<SignInKey | null> { return null; }
