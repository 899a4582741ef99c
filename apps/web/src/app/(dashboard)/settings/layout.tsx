import type { ReactNode } from "react";
import { PageHeader } from "#components/shell/page-header.tsx";
import { SettingsTabs } from "./_components/settings-tabs.tsx";

/** The sidebar lists the settings on a wide screen; a phone has them as tabs. */
export default function SettingsLayout({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <PageHeader title="Settings" scope="none" />
      <SettingsTabs />
      <div className="max-w-5xl space-y-4 p-4 sm:p-6">{children}</div>
    </>
  );
}
