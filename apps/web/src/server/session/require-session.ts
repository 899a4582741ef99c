import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getStore } from "../store.ts";
import { readSession } from "./read-session.ts";

/** For pages: a cookie that no longer holds leads to the sign-in page. */
export async function requireSession(): Promise<void> {
  const session = await readSession(await getStore(), new Headers(await headers()));
  if (!session) redirect("/sign-in");
}
