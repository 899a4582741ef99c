"use client";
import { usePathname } from "next/navigation";
import { SETTINGS_ITEMS } from "#components/shell/nav-items.ts";
import { PageHeader } from "#components/shell/page-header.tsx";

export function SettingsHeader() {
  const pathname = usePathname();
  const here = SETTINGS_ITEMS.find(({ href }) => href === pathname);
  return <PageHeader title={here?.label ?? "Settings"} scope="none" />;
}
