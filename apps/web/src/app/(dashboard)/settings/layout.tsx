import type { ReactNode } from "react";
import { SettingsHeader } from "./_components/settings-header.tsx";
import { SettingsTabs } from "./_components/settings-tabs.tsx";

/** The sidebar lists the settings on a wide screen; a phone has them as tabs. */
export default function SettingsLayout({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <SettingsHeader />
      <SettingsTabs />
      <div className="max-w-6xl space-y-4 p-4 sm:p-6">{children}</div>
    </>
  );
}
