"use client";
import { useQuery } from "@tanstack/react-query";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";
import { useTRPC } from "#trpc/client.tsx";
import { LogSettingsForm } from "./log-settings-form.tsx";

/** Whether and as what the project's records are logged. */
export function LogSettings({ mayChange }: { readonly mayChange: boolean }) {
  const { project } = useScope();
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const settings = useQuery(useTRPC().compliance.settings.queryOptions({ project }));
  return (
    <Card
      title="Record keeping"
      description="Holds for calls that arrive from now on. Each change is itself a record of the log."
    >
      {settings.error ? (
        <ErrorState what="the settings" error={settings.error} onRetry={() => void settings.refetch()} />
      ) : !settings.data ? (
        <Skeleton className="h-32" />
      ) : (
        <>
          <LogSettingsForm key={project} now={settings.data.now} mayChange={mayChange} />
          {settings.data.changes.length > 0 && (
            <ul className="mt-4 space-y-1 border-t pt-3 text-xs text-ink-2">
              {settings.data.changes.map(({ value, changedAtMs, changedBy }) => (
                <li key={changedAtMs}>
                  <span className="num">{formatTime(changedAtMs, "seconds", timeZone)}</span> by {changedBy}:{" "}
                  {value.enabled ? "on" : "off"}
                  {[value.role, value.annex3, value.policy_version, value.ifu_version]
                    .filter((word) => word !== "")
                    .map((word) => `, ${word}`)
                    .join("")}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Card>
  );
}
