import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { webEnv } from "#server/env.ts";
import { requireSession } from "#server/session/require-session.ts";
import { ComponentsView } from "./components-view.tsx";

export const metadata: Metadata = { title: "Components" };
export const dynamic = "force-dynamic";

/** For those who work on Spanledger: not there unless SPANLEDGER_DEV_PAGES is 1. */
export default async function ComponentsPage() {
  if (webEnv().SPANLEDGER_DEV_PAGES !== "1") notFound();
  await requireSession();
  return <ComponentsView />;
}
